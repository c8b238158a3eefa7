using System.Globalization;
using System.Text;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion;

/// <summary>The report of a conversion for people: a table in Markdown with a row for each loss.</summary>
internal static class ConversionReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="folder">The project's folder: files are shown relative to it, so that the report is the same on every machine.</param>
    /// <param name="path">The document's path.</param>
    /// <param name="result">What became of it.</param>
    public static string Markdown(string folder, string path, ConversionResult result)
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"# Conversion of {Cell(Relative(folder, path))} to Swagger 2.0\n\n");
        report.Append(CultureInfo.InvariantCulture, $"{result.ConvertedCount} of {result.OperationCount} operations: ");
        report.Append(
            CultureInfo.InvariantCulture,
            $"{Count(result, DiagnosticSeverity.Error, "error")}, {Count(result, DiagnosticSeverity.Warning, "warning")}, "
                + $"{Count(result, DiagnosticSeverity.Info, "info")}.\n");
        report.Append("A warning is a part of the contract that Swagger 2.0 or the platform cannot say; an info is another spelling.\n");
        foreach (var severity in (ReadOnlySpan<DiagnosticSeverity>)[DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Info])
        {
            Table(result.Losses.Where(l => l.Descriptor.DefaultSeverity == severity).ToList(), severity, folder, report);
        }

        return report.ToString();
    }

    private static void Table(List<Loss> losses, DiagnosticSeverity severity, string folder, StringBuilder report)
    {
        if (losses.Count == 0)
        {
            return;
        }

        report.Append(
            CultureInfo.InvariantCulture,
            $"\n## {severity}\n\n| Place | Code | What the document says | What was written | How to keep it |\n|---|---|---|---|---|\n");
        foreach (var loss in losses)
        {
            report.Append(
                CultureInfo.InvariantCulture,
                $"| {Place(folder, loss)} | {loss.Descriptor.Id} | {Cell(loss.What)} | {Cell(loss.Instead)} | {Cell(loss.Keep)} |\n");
        }
    }

    private static string Count(ConversionResult result, DiagnosticSeverity severity, string name) =>
        result.Losses.Count(l => l.Descriptor.DefaultSeverity == severity) is var count && count == 1
            ? $"1 {name}"
            : string.Create(CultureInfo.InvariantCulture, $"{count} {name}s");

    private static string Place(string folder, Loss loss)
    {
        if (loss.Place is not { } at)
        {
            return "";
        }

        var file = Cell(Relative(folder, at.File));
        return at.Line == 0 ? file : string.Create(CultureInfo.InvariantCulture, $"{file}:{at.Line}:{at.Column}");
    }

    private static string Relative(string folder, string path) =>
        (Path.IsPathRooted(path) ? Path.GetRelativePath(folder, path) : path).Replace('\\', '/');

    private static string Cell(string text) =>
        ValueText.OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal);
}
