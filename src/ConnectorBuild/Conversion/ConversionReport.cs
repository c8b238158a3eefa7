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
    /// <param name="path">The document's path as the report shows it.</param>
    /// <param name="result">What became of it.</param>
    public static string Markdown(string path, ConversionResult result)
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"# Conversion of {Cell(path)} to Swagger 2.0\n\n");
        report.Append(CultureInfo.InvariantCulture, $"{result.ConvertedCount} of {result.OperationCount} operations: ");
        report.Append(CultureInfo.InvariantCulture, $"{Count(result, DiagnosticSeverity.Error)} errors, {Count(result, DiagnosticSeverity.Warning)} warnings, {Count(result, DiagnosticSeverity.Info)} infos.\n");
        report.Append("A warning is a part of the contract that Swagger 2.0 or the platform cannot say; an info is another spelling.\n");
        foreach (var severity in (ReadOnlySpan<DiagnosticSeverity>)[DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Info])
        {
            Table(result.Losses.Where(l => l.Descriptor.DefaultSeverity == severity).ToList(), severity, report);
        }

        return report.ToString();
    }

    private static void Table(List<Loss> losses, DiagnosticSeverity severity, StringBuilder report)
    {
        if (losses.Count == 0)
        {
            return;
        }

        report.Append(CultureInfo.InvariantCulture, $"\n## {severity}\n\n| Place | Code | What the document says | What was written | How to keep it |\n|---|---|---|---|---|\n");
        foreach (var loss in losses)
        {
            report.Append(CultureInfo.InvariantCulture, $"| {Place(loss)} | {loss.Descriptor.Id} | {Cell(loss.What)} | {Cell(loss.Instead)} | {Cell(loss.Keep)} |\n");
        }
    }

    private static int Count(ConversionResult result, DiagnosticSeverity severity) => result.Losses.Count(l => l.Descriptor.DefaultSeverity == severity);

    private static string Place(Loss loss)
    {
        return loss.Place is not { } at ? "" : at.Line == 0 ? Cell(at.File) : string.Create(CultureInfo.InvariantCulture, $"{Cell(at.File)}:{at.Line}:{at.Column}");
    }

    private static string Cell(string text) => ValueText.OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
