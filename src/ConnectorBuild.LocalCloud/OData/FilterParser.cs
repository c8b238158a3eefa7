using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>
/// The part of OData's filters that deployments use: <c>eq</c>, <c>ne</c>, <c>and</c>, <c>or</c>, <c>startswith</c>, parentheses and
/// <c>collection/any(x:x eq 'text')</c>. Texts compare without case, as in both services.
/// </summary>
internal sealed class FilterParser
{
    private readonly IReadOnlyList<FilterToken> _tokens;
    private readonly IReadOnlySet<string> _properties;
    private int _at;

    private FilterParser(IReadOnlyList<FilterToken> tokens, IReadOnlySet<string> properties)
    {
        _tokens = tokens;
        _properties = properties;
    }

    private FilterToken Current => _tokens[_at];

    /// <summary>Parses a filter over rows that have the given properties.</summary>
    /// <exception cref="FilterException">The filter has something else.</exception>
    public static Filter Parse(string filter, IReadOnlySet<string> properties)
    {
        var parser = new FilterParser(FilterTokens.Read(filter), properties);
        var test = parser.Or(null);
        return parser.Current.Kind == FilterTokenKind.End
            ? new Filter(row => test(row))
            : throw new FilterException($"'{parser.Current.Value}' after a complete expression");
    }

    private Func<JsonNode?, bool> Or(string? variable)
    {
        var left = And(variable);
        while (IsWord("or"))
        {
            _at++;
            var (a, b) = (left, And(variable));
            left = row => a(row) || b(row);
        }

        return left;
    }

    private Func<JsonNode?, bool> And(string? variable)
    {
        var left = Primary(variable);
        while (IsWord("and"))
        {
            _at++;
            var (a, b) = (left, Primary(variable));
            left = row => a(row) && b(row);
        }

        return left;
    }

    private Func<JsonNode?, bool> Primary(string? variable)
    {
        if (Current is { Kind: FilterTokenKind.Symbol, Value: "(" })
        {
            _at++;
            var inner = Or(variable);
            Expect(")");
            return inner;
        }

        var word = Word();
        if (Current is { Kind: FilterTokenKind.Symbol, Value: "(" })
        {
            return word switch
            {
                "startswith" => StartsWith(variable),
                _ when word.EndsWith("/any", StringComparison.Ordinal) => Any(word[..^"/any".Length]),
                _ => throw new FilterException($"the function '{word}'"),
            };
        }

        var value = Property(word, variable);
        var operation = Word();
        var literal = Literal();
        return operation switch
        {
            "eq" => row => AreEqual(value(row), literal),
            "ne" => row => !AreEqual(value(row), literal),
            "gt" or "lt" when decimal.TryParse(literal, NumberStyles.Number, CultureInfo.InvariantCulture, out var limit) =>
                row => decimal.TryParse(Text(value(row)), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && (operation == "gt" ? number > limit : number < limit),
            _ => throw new FilterException($"the operator '{operation}'"),
        };
    }

    private Func<JsonNode?, bool> StartsWith(string? variable)
    {
        Expect("(");
        var value = Property(Word(), variable);
        Expect(",");
        var literal = Literal() ?? "";
        Expect(")");
        return row => Text(value(row))?.StartsWith(literal, StringComparison.OrdinalIgnoreCase) ?? false;
    }

    private Func<JsonNode?, bool> Any(string collection)
    {
        var items = Property(collection, null);
        Expect("(");
        var variable = Word();
        Expect(":");
        var test = Or(variable);
        Expect(")");
        return row => items(row) is JsonArray array && array.Any(test);
    }

    private Func<JsonNode?, JsonNode?> Property(string path, string? variable)
    {
        var steps = path.Split('/');
        if (variable is not null && steps[0] == variable)
        {
            return item => steps.Skip(1).Aggregate(item, (node, step) => (node as JsonObject)?[step]);
        }

        return _properties.Contains(steps[0])
            ? row => steps.Aggregate(row, (node, step) => (node as JsonObject)?[step])
            : throw new FilterException($"the property '{steps[0]}'");
    }

    private static bool AreEqual(JsonNode? value, string? literal) => string.Equals(Text(value), literal, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    private string? Literal()
    {
        var token = Current;
        _at++;
        return token.Kind switch
        {
            FilterTokenKind.Text => token.Value,
            FilterTokenKind.Word when token.Value == "null" => null,
            FilterTokenKind.Word => token.Value,
            _ => throw new FilterException("a comparison without a value"),
        };
    }

    private bool IsWord(string word) => Current.Kind == FilterTokenKind.Word && Current.Value == word;

    private string Word()
    {
        var token = Current;
        _at++;
        return token.Kind == FilterTokenKind.Word ? token.Value : throw new FilterException($"'{token.Value}' where a name was expected");
    }

    private void Expect(string symbol)
    {
        if (Current.Kind != FilterTokenKind.Symbol || Current.Value != symbol)
        {
            throw new FilterException($"'{Current.Value}' where '{symbol}' was expected");
        }

        _at++;
    }
}
