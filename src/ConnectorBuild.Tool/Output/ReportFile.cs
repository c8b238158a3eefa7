using System.Text;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Output;

/// <summary>The lines of a deployment in a Markdown file: the terminal logger hides them, and a pull request can show them.</summary>
internal static class ReportFile
{
    /// <summary>Writes the report.</summary>
    /// <param name="path">The file; its folder is made where missing.</param>
    /// <param name="title">The heading.</param>
    /// <param name="lines">What was shown.</param>
    /// <exception cref="ConnectorException">CB9011: the file cannot be written.</exception>
    public static void Write(string path, string title, IEnumerable<string> lines)
    {
        var text = new StringBuilder().Append("# ").Append(SafeText.ForMarkdown(title)).Append("\n\n```text\n");
        foreach (var line in lines)
        {
            text.Append(SafeText.ForMarkdownBlock(line)).Append('\n');
        }

        text.Append("```\n");
        WriteBytes(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

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
            throw new ConnectorException(
                new Diagnostic(
                    DeploymentDiagnostics.ReportNotWritten,
                    $"The report cannot be written to '{path}': {e.Message.TrimEnd('.')}. What it reports on is not affected. Name a "
                        + "file that can be written."),
                e);
        }
    }
}
