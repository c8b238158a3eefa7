using System.Globalization;
using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Reports;

/// <summary>
/// Findings as workflow commands of GitHub Actions: <c>::error file=...,line=...::text</c>. GitHub shows ten of each severity for a step, so the
/// worst come first.
/// </summary>
public static class GitHubAnnotations
{
    /// <summary>Writes one command for each finding.</summary>
    /// <param name="writer">The step's output.</param>
    /// <param name="reports">The connectors.</param>
    /// <param name="paths">Relative to the repository's root.</param>
    public static void Write(TextWriter writer, IEnumerable<ValidationReport> reports, ReportPaths paths)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(paths);
        var all = reports.SelectMany(r => r.Result.Diagnostics.Select(d => (Report: r, Diagnostic: d)));
        foreach (var (report, diagnostic) in all.OrderByDescending(d => d.Diagnostic.Severity))
        {
            writer.WriteLine(Command(diagnostic, paths.Of(report.Project, diagnostic)));
        }
    }

    private static string Command(Diagnostic diagnostic, string file)
    {
        var command = new StringBuilder("::").Append(Word(diagnostic.Severity)).Append(" file=").Append(Property(file)).Append(',');
        if (diagnostic.Location is { Line: > 0 } location)
        {
            command.Append(CultureInfo.InvariantCulture, $"line={location.Line},endLine={Math.Max(location.Line, location.EndLine)},");
            if (location.EndLine == location.Line)
            {
                command.Append(CultureInfo.InvariantCulture, $"col={location.Column},endColumn={Math.Max(location.Column, location.EndColumn)},");
            }
        }

        return command
            .Append("title=").Append(Property($"{diagnostic.Id} {diagnostic.Descriptor.Title}"))
            .Append("::").Append(Data($"{diagnostic.Message} {diagnostic.Descriptor.HelpLink}"))
            .ToString();
    }

    private static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "notice",
    };

    private static string Data(string text) => SafeText.OneLine(text).Replace("%", "%25", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
