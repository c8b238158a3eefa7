using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;

namespace ConnectorBuild.Tool.Output;

/// <summary>Canonical lines on a stream.</summary>
internal static class DiagnosticLines
{
    /// <summary>Writes a line for each.</summary>
    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            writer.WriteLine(CanonicalText.Line(diagnostic));
        }
    }
}
