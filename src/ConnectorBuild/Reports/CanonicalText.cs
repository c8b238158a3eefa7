using System.Globalization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Reports;

/// <summary>
/// Findings as lines in the form that MSBuild, Visual Studio, VS Code and the problem matcher of <c>actions/setup-dotnet</c> know:
/// <c>path(line,column): error CB1001: text</c>.
/// </summary>
public static class CanonicalText
{
    /// <summary>The line of one finding.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="file">The path to write instead of the finding's own; null keeps it.</param>
    public static string Line(Diagnostic diagnostic, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return $"{Origin(diagnostic.Location, file)} {Word(diagnostic.Severity)} {diagnostic.Id}: {SafeText.ForLog(diagnostic.Message)}";
    }

    /// <summary>Writes the lines of several connectors.</summary>
    public static void Write(TextWriter writer, IEnumerable<ValidationReport> reports, ReportPaths paths)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var report in reports)
        {
            foreach (var diagnostic in report.Result.Diagnostics)
            {
                writer.WriteLine(Line(diagnostic, paths.Of(report.Project, diagnostic)));
            }
        }
    }

    /// <summary>The severity as tools write it: <c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    private static string Origin(SourceLocation? location, string? file)
    {
        if ((file ?? location?.File) is not { } name)
        {
            return "ConnectorBuild :";
        }

        var path = SafeText.ForLogPath(name);
        return location is { Line: > 0 } place
            ? string.Create(CultureInfo.InvariantCulture, $"{path}({place.Line},{Math.Max(1, place.Column)}):")
            : $"{path}:";
    }
}
