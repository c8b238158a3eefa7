using System.Globalization;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>The query options of a read.</summary>
internal sealed class QueryOptions
{
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

    /// <summary>The columns to sort by, with their directions; empty without.</summary>
    public IReadOnlyList<(ODataProperty Property, bool Descending)> OrderBy { get; private init; } = [];

    /// <summary>Navigation properties to include, with what their parentheses hold.</summary>
    public IReadOnlyDictionary<string, string> Expand { get; private init; } = new Dictionary<string, string>();

    /// <summary>Reads the options of a request.</summary>
    /// <param name="query">The query's parameters.</param>
    /// <param name="model">What rows have.</param>
    /// <param name="rules">What the service does with options.</param>
    /// <param name="refusals">How the service refuses.</param>
    public static QueryOptions Read(IReadOnlyDictionary<string, string> query, ODataModel model, QueryRules rules, QueryRefusals refusals)
    {
        try
        {
            return Read(query, model, rules);
        }
        catch (QueryException e)
        {
            throw e.IsInvalid ? refusals.Invalid(e.Message) : refusals.NotSupported(e.Message);
        }
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
            if (name.StartsWith('@') || Select.Contains(name) || Expand.ContainsKey(name))
            {
                copy[name] = value?.DeepClone();
            }
        }

        return copy;
    }

    /// <summary>The rows in the order that was asked for.</summary>
    public IEnumerable<JsonObject> Sort(IEnumerable<JsonObject> rows)
    {
        IOrderedEnumerable<JsonObject>? sorted = null;
        foreach (var (property, descending) in OrderBy)
        {
            var comparer = Comparer<JsonObject>.Create((a, b) => Compare(a[property.Name], b[property.Name], property.Kind));
            sorted = (sorted, descending) switch
            {
                (null, false) => rows.Order(comparer),
                (null, true) => rows.OrderDescending(comparer),
                (_, false) => sorted.ThenBy(r => r, comparer),
                _ => sorted.ThenByDescending(r => r, comparer),
            };
        }

        return sorted ?? rows;
    }

    private static QueryOptions Read(IReadOnlyDictionary<string, string> query, ODataModel model, QueryRules rules)
    {
        foreach (var name in query.Keys.Where(k => !rules.Options.Contains(k)))
        {
            throw rules.Elsewhere.Contains(name) ? QueryException.NotModelled($"the query option {name}")
                : name.StartsWith('$') ? QueryException.Invalid($"The query parameter '{name}' is not supported.")
                : name.StartsWith('@') ? QueryException.NotModelled("parameter aliases in queries")
                : QueryException.Invalid($"The query parameter '{name}' is not supported.");
        }

        var select = query.GetValueOrDefault("$select")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var column in select ?? [])
        {
            if (column != "*")
            {
                model.Property(column);
            }
        }

        return new QueryOptions
        {
            Filter = query.GetValueOrDefault("$filter") is { } filter ? FilterParser.Parse(filter, model) : null,
            Select = select is null || select.Contains("*") ? null : select,
            Top = Number(query, "$top", rules.MaxTop),
            Skip = Number(query, "$skiptoken", null) ?? 0,
            Count = Boolean(query, "$count"),
            OrderBy = [.. Order(query.GetValueOrDefault("$orderby"), model)],
            Expand = ReadExpand(query.GetValueOrDefault("$expand")),
        };
    }

    private static int? Number(IReadOnlyDictionary<string, string> query, string name, int? limit)
    {
        if (!query.TryGetValue(name, out var text))
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw QueryException.Invalid(
                $"Invalid value '{text}' for {name} query option found. The {name} query option requires a non-negative integer value.");
        }

        return limit is not { } most || number is > 0 && number <= most
            ? number
            : throw QueryException.Invalid($"Invalid page size specified: '{number}'. Must be between 1 and {most} inclusive.");
    }

    private static bool Boolean(IReadOnlyDictionary<string, string> query, string name) => query.GetValueOrDefault(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw QueryException.Invalid($"Invalid value '{text}' for {name} query option found. Valid values are 'true' and 'false'."),
    };

    private static IEnumerable<(ODataProperty, bool)> Order(string? text, ODataModel model)
    {
        foreach (var part in text?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            yield return part.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
            {
                [var name] => (model.Property(name), false),
                [var name, "asc"] => (model.Property(name), false),
                [var name, "desc"] => (model.Property(name), true),
                _ => throw QueryException.Invalid($"Syntax error in $orderby at '{part}'."),
            };
        }
    }

    /// <summary>Splits <c>a,b($select=c;$filter=d)</c>.</summary>
    /// <exception cref="QueryException">A parenthesis is missing.</exception>
    private static Dictionary<string, string> ReadExpand(string? text)
    {
        var expand = new Dictionary<string, string>(StringComparer.Ordinal);
        var (depth, start) = (0, 0);
        for (var at = 0; text is not null && at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == ',' && depth == 0))
            {
                var part = text[start..at].Trim();
                var open = part.IndexOf('(', StringComparison.Ordinal);
                if (depth != 0 || part.Length == 0 || (open >= 0 && part[^1] != ')'))
                {
                    throw QueryException.Invalid($"Found an unbalanced bracket expression in $expand: '{text}'.");
                }

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

    private static int Compare(JsonNode? a, JsonNode? b, ODataKind kind) => (Literal.Of(a, kind), Literal.Of(b, kind)) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string x, string y) => string.Compare(x, y, StringComparison.OrdinalIgnoreCase),
        var (x, y) => x.CompareTo(y),
    };
}
