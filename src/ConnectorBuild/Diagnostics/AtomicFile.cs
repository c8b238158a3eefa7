namespace ConnectorBuild.Diagnostics;

/// <summary>Writes a file beside its target and renames it, so that nobody ever sees half of it.</summary>
internal static class AtomicFile
{
    /// <exception cref="ConnectorException">CB6234.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var output = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(output);
                output.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    /// <summary>Leaves a file that already has the content alone, so that nothing that depends on its time stamp is done again.</summary>
    /// <exception cref="ConnectorException">CB6234.</exception>
    public static void WriteIfChanged(string path, ReadOnlyMemory<byte> content)
    {
        if (!HasContent(path, content.Span))
        {
            Write(path, output => output.Write(content.Span));
        }
    }

    public static ConnectorException CannotWrite(string path, Exception e) => new(
        new Diagnostic(
            CommonDiagnostics.CannotWrite,
            $"{QuotedText.Quote(path)} cannot be written, so there is no new package and a former one is as it was: "
                + $"{QuotedText.Quote(e.Message)}; check the disk, the permissions and whether another program has it open."),
        e);

    private static bool HasContent(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // What cannot be read may still be replaced; if not, writing says why.
        }
    }
}
