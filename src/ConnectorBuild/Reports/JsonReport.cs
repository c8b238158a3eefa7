using System.Text.Json;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Reports;

/// <summary>Findings as JSON for other programs. Members are added, never renamed, within one version.</summary>
public static class JsonReport
{
    /// <summary>What the document is.</summary>
    public const string Kind = "validation";

    /// <summary>The version of the form.</summary>
    public const int Version = 1;

    /// <summary>The report of several connectors: UTF-8 without BOM, indented.</summary>
    public static byte[] Write(IReadOnlyCollection<ValidationReport> reports, ReportPaths paths)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(paths);
        return LogSafeJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("kind", Kind);
            json.WriteNumber("version", Version);
            json.WriteNumber("errors", Count(reports, DiagnosticSeverity.Error));
            json.WriteNumber("warnings", Count(reports, DiagnosticSeverity.Warning));
            json.WriteNumber("infos", Count(reports, DiagnosticSeverity.Info));
            json.WriteStartArray("connectors");
            foreach (var report in reports)
            {
                WriteConnector(json, report, paths);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static int Count(IEnumerable<ValidationReport> reports, DiagnosticSeverity severity) =>
        reports.Sum(r => r.Result.Diagnostics.Count(d => d.Severity == severity));

    private static void WriteConnector(Utf8JsonWriter json, ValidationReport report, ReportPaths paths)
    {
        json.WriteStartObject();
        json.WriteString("name", SafeText.OneLine(report.Project.ProjectName));
        json.WriteString("directory", paths.Of(report.Project, report.Project.ProjectDirectory));
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in report.Result.Diagnostics)
        {
            WriteDiagnostic(json, report, paths, diagnostic, null);
        }

        json.WriteEndArray();
        json.WriteStartArray("suppressed");
        foreach (var suppressed in report.Result.Suppressed)
        {
            WriteDiagnostic(json, report, paths, suppressed.Diagnostic, suppressed.Justification ?? "");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDiagnostic(Utf8JsonWriter json, ValidationReport report, ReportPaths paths, Diagnostic diagnostic, string? justification)
    {
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Id);
        json.WriteString("severity", CanonicalText.Word(diagnostic.Severity));
        json.WriteString("title", diagnostic.Descriptor.Title);
        json.WriteString("message", SafeText.OneLine(diagnostic.Message));
        if (diagnostic.Location is { } location)
        {
            json.WriteString("file", SafeText.OneLine(paths.Of(report.Project, location.File)));
            if (location.Line > 0)
            {
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
                json.WriteNumber("endLine", location.EndLine);
                json.WriteNumber("endColumn", location.EndColumn);
            }
        }

        if (diagnostic.Pointer is { } pointer)
        {
            json.WriteString("pointer", SafeText.OneLine(pointer));
        }

        json.WriteString("helpLink", diagnostic.Descriptor.HelpLink);
        if (justification is not null)
        {
            json.WriteString("justification", SafeText.OneLine(justification));
        }

        json.WriteEndObject();
    }
}
