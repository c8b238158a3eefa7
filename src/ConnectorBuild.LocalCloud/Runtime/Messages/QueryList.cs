namespace ConnectorBuild.LocalCloud.Runtime.Messages;

/// <summary>A query string whose parameters keep their order and their spelling unless they are changed.</summary>
internal sealed class QueryList
{
    private readonly List<(string Name, string Raw)> _pairs = [];

    /// <param name="text">The query without its question mark.</param>
    public QueryList(string text)
    {
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            _pairs.Add((Decode(at < 0 ? pair : pair[..at]), pair));
        }
    }

    /// <summary>The first value of a name, decoded; null without one.</summary>
    public string? Find(string name)
    {
        foreach (var (found, raw) in _pairs)
        {
            if (string.Equals(found, name, StringComparison.OrdinalIgnoreCase))
            {
                var at = raw.IndexOf('=', StringComparison.Ordinal);
                return at < 0 ? "" : Decode(raw[(at + 1)..]);
            }
        }

        return null;
    }

    /// <summary>Adds a parameter, whatever is there.</summary>
    public void Add(string name, string value) => _pairs.Add((name, $"{Encode(name)}={Encode(value)}"));

    /// <summary>Makes a parameter the only one of its name.</summary>
    public void Set(string name, string value)
    {
        Remove(name);
        Add(name, value);
    }

    /// <summary>Takes a parameter out.</summary>
    public void Remove(string name) => _pairs.RemoveAll(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The query without a question mark.</summary>
    public override string ToString() => string.Join('&', _pairs.Select(p => p.Raw));

    // A dollar sign is allowed in a query, and OData services expect it as it is.
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%24", "$", StringComparison.Ordinal);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
