using System.IO.Compression;
using System.Text;

namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>Looks for planted texts in files, binary logs and packages included.</summary>
internal static class SecretScan
{
    /// <summary>The files below the folder that have one of the texts in them, plain or in base64.</summary>
    public static IReadOnlyList<string> FilesWith(IEnumerable<string> secrets, string folder)
    {
        // Each file is unpacked once: binary logs are large.
        List<string> forms = [.. secrets.SelectMany(s => InBase64(s).Prepend(s)).Distinct(StringComparer.Ordinal)];
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(
            file => Unpack(file) is var text && forms.Exists(form => text.Contains(form, StringComparison.Ordinal)))];
    }

    /// <summary>A file's content as text; what is compressed is decompressed first.</summary>
    public static string Unpack(string file) => Path.GetExtension(file) switch
    {
        ".binlog" => Gunzip(file),
        ".zip" => Unzip(file),
        _ => File.ReadAllText(file, Encoding.Latin1),
    };

    // Behind other bytes, as in the user name and password of Basic, base64 has three forms; the characters at both ends depend on what is around.
    private static IEnumerable<string> InBase64(string secret) => Enumerable.Range(0, 3).Select(before =>
    {
        var all = Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(secret)]).TrimEnd('=');
        return all[(before == 0 ? 0 : before + 1)..^1];
    });

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
