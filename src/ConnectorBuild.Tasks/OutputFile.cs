namespace ConnectorBuild.Tasks;

/// <summary>Files that a build writes.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes the file unless it already has that content, so that nothing that depends on its time stamp is done again. A reader never sees half a
    /// file: the content is moved into place.
    /// </summary>
    /// <returns>Whether the file was written.</returns>
    public static bool WriteIfChanged(string path, ReadOnlySpan<byte> content)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full) && new FileInfo(full).Length == content.Length && content.SequenceEqual(File.ReadAllBytes(full)))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return true;
    }
}
