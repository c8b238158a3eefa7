using System.Globalization;
using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Reports;

/// <summary>
/// Findings as logging commands of Azure Pipelines: <c>##vso[task.logissue type=error;...]text</c>. It knows errors and warnings only; infos are
/// written as plain lines.
/// </summary>
public static class AzurePipelinesIssues
{
    /// <summary>Writes one line for each finding.</summary>
    /// <param name="writer">The task's output.</param>
    /// <param name="reports">The connectors.</param>
    /// <param name="paths">Relative to the repository's root.</param>
    public static void Write(TextWriter writer, IEnumerable<ValidationReport> reports, ReportPaths paths)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var report in reports)
        {
            foreach (var diagnostic in report.Result.Diagnostics)
            {
                var file = paths.Of(report.Project, diagnostic);
                writer.WriteLine(diagnostic.Severity == DiagnosticSeverity.Info ? CanonicalText.Line(diagnostic, file) : Command(diagnostic, file));
            }
        }
    }

    private static string Command(Diagnostic diagnostic, string file)
    {
        var command = new StringBuilder("##vso[task.logissue type=").Append(CanonicalText.Word(diagnostic.Severity))
            .Append(";sourcepath=").Append(Property(file)).Append(';');
        if (diagnostic.Location is { Line: > 0 } location)
        {
            command.Append(CultureInfo.InvariantCulture, $"linenumber={location.Line};columnnumber={location.Column};");
        }

        return command.Append("code=").Append(diagnostic.Id).Append(";]").Append(Data(diagnostic.Message)).ToString();
    }

    private static string Data(string text) => SafeText.OneLine(text).Replace("%", "%AZP25", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);
}
