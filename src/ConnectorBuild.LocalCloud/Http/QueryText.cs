namespace ConnectorBuild.LocalCloud.Http;

/// <summary>Query strings and form bodies: <c>name=value&amp;…</c>.</summary>
internal static class QueryText
{
    /// <summary>Reads the pairs; a name that occurs twice keeps its last value.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? pair : pair[..at];
            values[Decode(name)] = at < 0 ? "" : Decode(pair[(at + 1)..]);
        }

        return values;
    }

    /// <summary>Undoes percent-encoding, and plus signs for spaces.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
