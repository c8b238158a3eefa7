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
            Write(writer, diagnostic);
        }
    }

    /// <summary>Writes a line, or sends it to MSBuild.</summary>
    public static void Write(TextWriter writer, Diagnostic diagnostic)
    {
        if (writer is LogWriter log)
        {
            log.Report(diagnostic);
        }
        else
        {
            writer.WriteLine(CanonicalText.Line(diagnostic));
        }
    }
}
