using System.Text.Json;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Reports;

/// <summary>Findings as SARIF 2.1.0, in the form that GitHub code scanning takes.</summary>
public static class SarifLog
{
    /// <summary>GitHub refuses runs with more results than this.</summary>
    public const int MaxResults = 25_000;

    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>The log of several connectors as one run: UTF-8 JSON without BOM.</summary>
    /// <param name="reports">The connectors.</param>
    /// <param name="paths">For code scanning: relative to the repository's root.</param>
    /// <param name="toolVersion">The version of ConnectorBuild, for example <c>1.0.0</c>.</param>
    public static byte[] Write(IReadOnlyCollection<ValidationReport> reports, ReportPaths paths, string toolVersion)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(paths);
        var results = Results(reports, paths);
        var rules = results.Select(r => r.Diagnostic.Descriptor).Distinct().OrderBy(d => d.Id, StringComparer.Ordinal).ToList();
        return LogSafeJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules, toolVersion);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var result in results)
            {
                result.Write(json, rules.IndexOf(result.Diagnostic.Descriptor));
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    // The worst first where there are too many, else in the order of the files.
    private static List<SarifResult> Results(IReadOnlyCollection<ValidationReport> reports, ReportPaths paths)
    {
        var all = reports.SelectMany(report =>
            report.Result.Diagnostics.Select(d => new SarifResult(d, PathOf(report, d), null))
                .Concat(report.Result.Suppressed.Select(s => new SarifResult(s.Diagnostic, PathOf(report, s.Diagnostic), s.Justification ?? ""))));
        var results = all.ToList();
        if (results.Count > MaxResults)
        {
            results = [.. results.OrderByDescending(r => r.Diagnostic.Severity).Take(MaxResults)];
        }

        SarifResult.NumberFingerprints(results);
        return results;

        string? PathOf(ValidationReport report, Diagnostic diagnostic) =>
            diagnostic.Location is { } location ? paths.Of(report.Project, location.File) : null;
    }

    private static void WriteTool(Utf8JsonWriter json, List<DiagnosticDescriptor> rules, string toolVersion)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ConnectorBuild");
        json.WriteString("version", toolVersion);
        json.WriteString("informationUri", "https://github.com/connectorbuild/connectorbuild");
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteText(json, "shortDescription", rule.Title);
            WriteText(json, "fullDescription", rule.Title);
            json.WriteString("helpUri", rule.HelpLink);
            WriteText(json, "help", $"{rule.Title}. See {rule.HelpLink}");
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", SarifResult.Level(rule.DefaultSeverity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("category", rule.Category);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
