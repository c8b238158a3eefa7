using System.Text;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Output;

/// <summary>Files that a command writes beside what it prints: reports, conversions, pipelines.</summary>
internal static class ReportFile
{
    /// <summary>Writes a text; the file's folder is made where missing.</summary>
    /// <exception cref="ConnectorException">CB9011: the file cannot be written.</exception>
    public static void Write(string path, string text) => WriteBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file; its folder is made where missing.</summary>
    /// <exception cref="ConnectorException">CB9011: the file cannot be written.</exception>
    public static void WriteBytes(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllBytes(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(path, e);
        }
    }

    /// <summary>Adds a text to a file's end.</summary>
    /// <exception cref="ConnectorException">CB9011: the file cannot be written.</exception>
    public static void Append(string path, string text)
    {
        try
        {
            File.AppendAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(path, e);
        }
    }

    private static ConnectorException NotWritten(string path, Exception e) => new(
        new Diagnostic(
            DeploymentDiagnostics.ReportNotWritten,
            $"The report cannot be written to '{path}': {e.Message.TrimEnd('.')}. What it reports on is not affected. Name a "
                + "file that can be written."),
        e);
}
