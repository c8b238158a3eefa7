using System.Text;
using ConnectorBuild.Cloud.Adoption;
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

    /// <summary>
    /// Writes a file that is a person's once it is written, and which they change: a file with another content is replaced only where told to.
    /// </summary>
    /// <returns>Whether there was something to write; false where the file says that already.</returns>
    /// <exception cref="ConnectorException">CB6304: it would be overwritten; CB9011: it cannot be written.</exception>
    public static bool WriteOwn(string path, string text, bool force)
    {
        if (HasText(path, text))
        {
            return false;
        }

        if (!force && File.Exists(path))
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.FileExists,
                $"'{path}' is there with another content and would be overwritten. Nothing was written. Commit the file, then pass --force "
                    + "and compare; or name another file."));
        }

        Write(path, text);
        return true;
    }

    // A checkout on Windows has other line ends.
    private static bool HasText(string path, string text)
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text.ReplaceLineEndings("\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
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
            $"'{path}' cannot be written: {e.Message.TrimEnd('.')}. Whatever else the command did is not affected. Name a file that can be "
                + "written."),
        e);
}
