using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tasks;

/// <summary>Files that a build writes.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes the file unless it already has that content, so that nothing that depends on its time stamp is done again. A reader never sees half a
    /// file: the content is moved into place.
    /// </summary>
    /// <exception cref="ConnectorException">CB6105.</exception>
    public static void WriteIfChanged(string path, ReadOnlySpan<byte> content)
    {
        var full = Path.GetFullPath(path);
        try
        {
            if (!File.Exists(full) || new FileInfo(full).Length != content.Length || !content.SequenceEqual(File.ReadAllBytes(full)))
            {
                Write(full, content);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    ProjectDiagnostics.OutputNotWritten,
                    $"A file of the build cannot be written ({exception.Message.ReplaceLineEndings(" ")}), so what depends on it is "
                        + "not up to date; check the folder's permissions and free space, and build again",
                    new SourceLocation(full)),
                exception);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
