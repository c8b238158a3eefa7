using System.IO.Compression;
using System.Text;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Zips as other tools make them, and what is in ours.</summary>
internal static class ZipBytes
{
    public static List<(string Name, byte[] Content)> Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        return [.. archive.Entries.Select(e =>
        {
            using var content = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(content);
            return (e.FullName, content.ToArray());
        })];
    }

    public static byte[] Create(params (string Name, byte[] Content)[] entries)
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return output.ToArray();
    }

    public static byte[] Create(IEnumerable<KeyValuePair<string, string>> texts) =>
        Create([.. texts.Select(t => (t.Key, Encoding.UTF8.GetBytes(t.Value)))]);
}
