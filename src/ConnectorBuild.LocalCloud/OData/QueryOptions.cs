using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>The query options of a read: <c>$filter</c>, <c>$select</c>, <c>$top</c>, <c>$skiptoken</c>, <c>$count</c>, <c>$orderby</c>, <c>$expand</c>.</summary>
internal sealed class QueryOptions
{
    private static readonly HashSet<string> Known = ["$filter", "$select", "$top", "$skiptoken", "$count", "$orderby", "$expand"];

    // Ways of the Web API to ask that have no dollar.
    private static readonly HashSet<string> Queries = new(StringComparer.OrdinalIgnoreCase) { "fetchXml", "savedQuery", "userQuery" };

    private QueryOptions()
    {
    }

    /// <summary>The rows to return; null for all.</summary>
    public Filter? Filter { get; private init; }

    /// <summary>The columns to return; null for all.</summary>
    public IReadOnlyList<string>? Select { get; private init; }

    /// <summary>The most rows to return.</summary>
    public int? Top { get; private init; }

    /// <summary>How many rows earlier pages have returned.</summary>
    public int Skip { get; private init; }

    /// <summary>Whether the answer carries the number of all rows.</summary>
    public bool Count { get; private init; }

    /// <summary>The column to sort by, with its direction.</summary>
    public (string Property, bool Descending)? OrderBy { get; private init; }

    /// <summary>Navigation properties to include, with what their parentheses hold.</summary>
    public IReadOnlyDictionary<string, string> Expand { get; private init; } = new Dictionary<string, string>();

    /// <summary>Reads the options of a request.</summary>
    /// <param name="query">The query's parameters.</param>
    /// <param name="properties">The columns that rows have.</param>
    /// <param name="notSupported">Makes the refusal for something that the local cloud does not do; gets the operation's name.</param>
    public static QueryOptions Read(IReadOnlyDictionary<string, string> query, IReadOnlySet<string> properties, Func<string, CloudFailure> notSupported)
    {
        if (query.Keys.FirstOrDefault(k => (k.StartsWith('$') && !Known.Contains(k)) || Queries.Contains(k)) is { } unknown)
        {
            throw notSupported($"the query option {unknown}");
        }

        var select = query.GetValueOrDefault("$select")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (select?.FirstOrDefault(s => !properties.Contains(s)) is { } column)
        {
            throw notSupported($"$select of the property '{column}'");
        }

        return new QueryOptions
        {
            Filter = ReadFilter(query.GetValueOrDefault("$filter"), properties, notSupported),
            Select = select,
            Top = ReadNumber(query, "$top", notSupported),
            Skip = ReadNumber(query, "$skiptoken", notSupported) ?? 0,
            Count = query.GetValueOrDefault("$count") == "true",
            OrderBy = ReadOrder(query.GetValueOrDefault("$orderby"), properties, notSupported),
            Expand = ReadExpand(query.GetValueOrDefault("$expand")),
        };
    }

    /// <summary>A copy with the selected columns only; annotations stay.</summary>
    public JsonObject Project(JsonObject row)
    {
        if (Select is null)
        {
            return row.DeepClone().AsObject();
        }

        var copy = new JsonObject();
        foreach (var (name, value) in row)
        {
            if (name.StartsWith('@') || Select.Contains(name))
            {
                copy[name] = value?.DeepClone();
            }
        }

        return copy;
    }

    private static Filter? ReadFilter(string? text, IReadOnlySet<string> properties, Func<string, CloudFailure> notSupported)
    {
        try
        {
            return text is null ? null : FilterParser.Parse(text, properties);
        }
        catch (FilterException e)
        {
            throw notSupported($"$filter with {e.Message}: {text}");
        }
    }

    private static int? ReadNumber(IReadOnlyDictionary<string, string> query, string name, Func<string, CloudFailure> notSupported) =>
        !query.TryGetValue(name, out var text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw notSupported($"{name}={text}");

    private static (string, bool)? ReadOrder(string? text, IReadOnlySet<string> properties, Func<string, CloudFailure> notSupported) =>
        text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            null => null,
            [var name] when properties.Contains(name) => (name, false),
            [var name, "asc"] when properties.Contains(name) => (name, false),
            [var name, "desc"] when properties.Contains(name) => (name, true),
            _ => throw notSupported($"$orderby={text}"),
        };

    private static Dictionary<string, string> ReadExpand(string? text)
    {
        var expand = new Dictionary<string, string>(StringComparer.Ordinal);
        var depth = 0;
        var start = 0;
        for (var at = 0; text is not null && at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == ',' && depth == 0))
            {
                var part = text[start..at].Trim();
                var open = part.IndexOf('(', StringComparison.Ordinal);
                expand[open < 0 ? part : part[..open]] = open < 0 ? "" : part[(open + 1)..^1];
                start = at + 1;
            }
            else
            {
                depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }

        return expand;
    }
}
