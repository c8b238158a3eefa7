namespace ConnectorBuild.Diagnostics;

/// <summary>
/// Opens files for reading, and nothing that only looks like a file: to open a named pipe waits, perhaps for ever, until somebody writes
/// to it.
/// </summary>
public static class RegularFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It is a pipe or a device, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream OpenRead(string path)
    {
        Require(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It is a pipe or a device, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        Require(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Refuses what is not a file.</summary>
    /// <param name="path">A file, or nothing at all.</param>
    /// <exception cref="IOException">It is a pipe or a device.</exception>
    public static void Require(string path)
    {
        // Whatever is not a file has no length, so nothing else pays for the question.
        if (OperatingSystem.IsWindows() || new FileInfo(path) is not { Exists: true, Length: 0 })
        {
            return;
        }

        try
        {
            // Opened for reading and writing, a pipe does not wait for its other end.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            if (stream.CanSeek)
            {
                return;
            }
        }
        catch (UnauthorizedAccessException)
        {
            return;
        }

        throw new IOException("It is a pipe or a device: name a file.");
    }
}
