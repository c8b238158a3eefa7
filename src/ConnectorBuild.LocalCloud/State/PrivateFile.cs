namespace ConnectorBuild.LocalCloud.State;

/// <summary>Files with secrets: only their owner may read them.</summary>
internal static class PrivateFile
{
    /// <summary>
    /// Opens a file so that no other process can; it is kept, because deleting it would let two processes lock two files of one name.
    /// </summary>
    public static FileStream OpenExclusive(string path) => new(path, Options(FileMode.OpenOrCreate, FileShare.None));

    /// <summary>Puts new contents in the place of the old ones in one step.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> contents)
    {
        var temporary = path + ".tmp";
        File.Delete(temporary);
        using (var stream = new FileStream(temporary, Options(FileMode.CreateNew, FileShare.None)))
        {
            stream.Write(contents);
            stream.Flush(flushToDisk: false);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
