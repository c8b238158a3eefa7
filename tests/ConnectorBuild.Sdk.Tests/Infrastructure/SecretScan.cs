using System.IO.Compression;
using System.Text;

namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>Looks for a planted text in files, binary logs and packages included.</summary>
internal static class SecretScan
{
    /// <summary>The files below the folder that have the text in them, plain or in base64.</summary>
    public static IReadOnlyList<string> FilesWith(string secret, string folder)
    {
        string[] forms = [secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=')];
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(
            file => forms.Any(form => Unpack(file).Contains(form, StringComparison.Ordinal)))];
    }

    /// <summary>A file's content as text; what is compressed is decompressed first.</summary>
    public static string Unpack(string file) => Path.GetExtension(file) switch
    {
        ".binlog" => Gunzip(file),
        ".zip" => Unzip(file),
        _ => File.ReadAllText(file, Encoding.Latin1),
    };

    private static string Gunzip(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static string Unzip(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        var text = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }
}
