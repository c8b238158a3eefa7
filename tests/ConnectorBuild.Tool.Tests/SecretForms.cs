using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectorBuild.Tool.Tests;

/// <summary>A secret in every form in which it could be written without meaning to.</summary>
internal static class SecretForms
{
    /// <summary>The text itself and its encodings.</summary>
    public static IReadOnlyCollection<string> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return
        [
            .. new HashSet<string>(StringComparer.Ordinal)
            {
                secret,
                Uri.EscapeDataString(secret),
                JsonEncodedText.Encode(secret).ToString(),
                JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
                System.Net.WebUtility.HtmlEncode(secret),
                System.Security.SecurityElement.Escape(secret),
                Convert.ToHexString(bytes),
                Convert.ToHexStringLower(bytes),
                string.Concat(secret.Reverse()),
                Inner(bytes, 0),
                Inner(bytes, 1),
                Inner(bytes, 2),
            },
        ];
    }

    /// <summary>The files below a folder that hold a form of the secret; archives are looked into.</summary>
    public static IReadOnlyList<string> FilesWith(string secret, string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Of(secret).Any(form => Texts(f).Any(t => t.Contains(form, StringComparison.Ordinal)))).Select(f => Path.GetRelativePath(folder, f))];

    // What is in the middle of base64, wherever in other bytes the secret begins.
    private static string Inner(byte[] secret, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. secret]);
        var start = before == 0 ? 0 : 4;
        return text[start..(text.Length - 4)];
    }

    private static IEnumerable<string> Texts(string file)
    {
        if (file.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = System.IO.Compression.ZipFile.OpenRead(file);
            foreach (var entry in zip.Entries)
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                yield return reader.ReadToEnd();
            }
        }

        yield return File.ReadAllText(file, Encoding.UTF8);
        yield return File.ReadAllText(file, Encoding.Unicode);
    }
}
