using System.IO.Compression;
using System.Text;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Changes in a zip.</summary>
internal static class ZipChange
{
    /// <summary>The zip with a change made in it.</summary>
    public static byte[] Of(byte[] zip, Action<ZipArchive> change)
    {
        using var memory = new MemoryStream();
        memory.Write(zip);
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            change(archive);
        }

        return memory.ToArray();
    }

    public static void Add(this ZipArchive archive, string path, byte[] content)
    {
        using var stream = archive.CreateEntry(path, CompressionLevel.SmallestSize).Open();
        stream.Write(content);
    }

    public static string Text(this ZipArchive archive, string path)
    {
        using var reader = new StreamReader(archive.GetEntry(path)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static void Change(this ZipArchive archive, string path, Func<string, string> change)
    {
        var text = archive.Text(path);
        archive.GetEntry(path)!.Delete();
        archive.Add(path, Encoding.UTF8.GetBytes(change(text)));
    }

    /// <summary>The path of the one entry whose name ends so.</summary>
    public static string Path(this ZipArchive archive, string end) =>
        archive.Entries.Single(e => e.Name.EndsWith(end, StringComparison.Ordinal)).FullName;
}
