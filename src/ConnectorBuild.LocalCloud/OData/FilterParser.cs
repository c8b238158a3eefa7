using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>
/// OData's filters: comparisons (typed), <c>in</c>, <c>and</c>, <c>or</c>, <c>not</c>, parentheses, <c>startswith</c>, <c>endswith</c>,
/// <c>contains</c>, and
/// <c>any</c> and <c>all</c> over collections.
/// </summary>
internal sealed class FilterParser
{
    private static readonly Dictionary<string, Func<string, string, bool>> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["startswith"] = (text, part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase),
        ["endswith"] = (text, part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase),
        ["contains"] = (text, part) => text.Contains(part, StringComparison.OrdinalIgnoreCase),
    };

    private static readonly Dictionary<string, (string Kind, Func<int, bool> Test)> Comparisons = new(StringComparer.Ordinal)
    {
        ["gt"] = ("GreaterThan", c => c > 0),
        ["ge"] = ("GreaterThanOrEqual", c => c >= 0),
        ["lt"] = ("LessThan", c => c < 0),
        ["le"] = ("LessThanOrEqual", c => c <= 0),
    };

    private static readonly HashSet<string> Elsewhere =
        ["tolower", "toupper", "length", "indexof", "substring", "trim", "concat", "year", "month", "day", "hour", "minute", "second", "now", "date", "round", "floor",
            "ceiling", "cast", "isof"];

    private readonly IReadOnlyList<FilterToken> _tokens;
    private readonly ODataModel _model;
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private (string Name, ODataProperty Items)? _variable;
    private int _at;

    private FilterParser(IReadOnlyList<FilterToken> tokens, ODataModel model)
    {
        _tokens = tokens;
        _model = model;
    }

    private FilterToken Current => _tokens[_at];

    /// <summary>Parses a filter over rows of a model.</summary>
    /// <exception cref="QueryException">The filter is wrong, or has something that is not modelled.</exception>
    public static Filter Parse(string filter, ODataModel model)
    {
        var parser = new FilterParser(FilterTokens.Read(filter), model);
        var test = parser.Or();
        return parser.Current.Kind == FilterTokenKind.End
            ? new Filter(row => test(new FilterScope(row, null)), parser._words)
            : throw QueryException.Invalid($"Syntax error at '{parser.Current.Value}' in '{filter}'.");
    }

    private Func<FilterScope, bool> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (a, b) = (left, And());
            left = row => a(row) || b(row);
        }

        return left;
    }

    private Func<FilterScope, bool> And()
    {
        var left = Not();
        while (Take("and"))
        {
            var (a, b) = (left, Not());
            left = row => a(row) && b(row);
        }

        return left;
    }

    private Func<FilterScope, bool> Not()
    {
        if (!Take("not"))
        {
            return Primary();
        }

        _words.Add("not");
        var inner = Not();
        return row => !inner(row);
    }

    private Func<FilterScope, bool> Primary()
    {
        if (Current is { Kind: FilterTokenKind.Symbol, Value: "(" })
        {
            _at++;
            var inner = Or();
            Expect(")");
            return inner;
        }

        var word = Word();
        if (Current is { Kind: FilterTokenKind.Symbol, Value: "(" })
        {
            return word.EndsWith("/any", StringComparison.Ordinal) || word.EndsWith("/all", StringComparison.Ordinal)
                ? Lambda(word[..^4], word[^3..])
                : Function(word);
        }

        var path = Find(word);
        var operation = Word();
        _words.Add(operation);
        return operation == "in" ? In(path) : Comparison(path, operation);
    }

    private Func<FilterScope, bool> Comparison(FilterPath path, string operation)
    {
        var literal = Value();
        var kind = path.Property.Kind;
        if (operation is "eq" or "ne")
        {
            Demand(path, literal, operation == "eq" ? "Equal" : "NotEqual");
            return operation == "eq" ? row => literal.Equals(path.Read(row), kind) : row => !literal.Equals(path.Read(row), kind);
        }

        if (!Comparisons.TryGetValue(operation, out var comparison))
        {
            throw operation is "has" or "add" or "sub" or "mul" or "div" or "mod"
                ? QueryException.NotModelled($"$filter with the operator '{operation}'")
                : QueryException.Invalid($"Syntax error: '{operation}' is not an operator.");
        }

        Demand(path, literal, comparison.Kind);
        return row => literal.Compare(path.Read(row), kind) is { } order && comparison.Test(order);
    }

    private Func<FilterScope, bool> In(FilterPath path)
    {
        Expect("(");
        var values = new List<Literal>();
        do
        {
            values.Add(Value());
            Demand(path, values[^1], "Equal");
        }
        while (TakeSymbol(","));
        Expect(")");
        return row => values.Exists(v => v.Equals(path.Read(row), path.Property.Kind));
    }

    private Func<FilterScope, bool> Function(string name)
    {
        if (!Functions.TryGetValue(name, out var test))
        {
            throw Elsewhere.Contains(name)
                ? QueryException.NotModelled($"$filter with the function '{name}'")
                : QueryException.Invalid(
                    $"An unknown function with name '{name}' was found. This may also be a function import or a key lookup on a "
                        + "navigation property, which is not allowed.");
        }

        _words.Add(name);
        Expect("(");
        var path = Find(Word());
        Expect(",");
        var literal = Value();
        Expect(")");
        if (path.Property is not { Kind: ODataKind.Text, IsCollection: false } || literal.Value is not string part)
        {
            throw QueryException.Invalid($"No function signature for the function with name '{name}' matches the specified arguments.");
        }

        return row => Literal.Of(path.Read(row), ODataKind.Text) is string text && test(text, part);
    }

    private Func<FilterScope, bool> Lambda(string collection, string word)
    {
        _words.Add(word);
        if (_variable is not null)
        {
            throw QueryException.NotModelled("$filter with a lambda inside another");
        }

        var (items, read) = Items(collection);
        Expect("(");
        if (TakeSymbol(")"))
        {
            return row => read(row).Any();
        }

        _variable = (Word(), items);
        Expect(":");
        var test = Or();
        Expect(")");
        _variable = null;
        return word == "any"
            ? row => read(row).Any(item => test(row with { Item = item }))
            : row => read(row).All(item => test(row with { Item = item }));
    }

    private (ODataProperty Items, Func<FilterScope, IEnumerable<JsonNode?>> Read) Items(string collection)
    {
        if (_model.Navigation(collection) is { IsCollection: true } navigation)
        {
            return (new ODataProperty(
                collection, ODataKind.Complex, navigation.Model.Type) { Model = navigation.Model }, s => navigation.Follow(s.Row));
        }

        var path = Find(collection);
        return path.Property.IsCollection
            ? (path.Property, s => path.Read(s) as JsonArray ?? [])
            : throw QueryException.Invalid($"Any/All may only be used following a collection; '{collection}' is not one.");
    }

    private FilterPath Find(string path) => FilterPath.Find(path, _model, _variable);

    private static void Demand(FilterPath path, Literal literal, string operation)
    {
        if (path.Property.IsCollection || (path.Property.Kind == ODataKind.Complex && literal.Value is not null) || !literal.Fits(path.Property.Kind))
        {
            throw QueryException.Invalid(
                $"A binary operator with incompatible types was detected. Found operand types '{path.Property.Type}' and "
                    + $"'{literal.Type}' for operator kind '{operation}'.");
        }
    }

    private Literal Value()
    {
        var literal = Literal.Read(Current);
        _at++;
        return literal;
    }

    private bool Take(string word)
    {
        var found = Current.Kind == FilterTokenKind.Word && Current.Value == word;
        _at += found ? 1 : 0;
        return found;
    }

    private bool TakeSymbol(string symbol)
    {
        var found = Current.Kind == FilterTokenKind.Symbol && Current.Value == symbol;
        _at += found ? 1 : 0;
        return found;
    }

    private string Word()
    {
        var token = Current;
        _at += token.Kind == FilterTokenKind.Word ? 1 : 0;
        return token.Kind == FilterTokenKind.Word
            ? token.Value
            : throw QueryException.Invalid($"Syntax error: a name was expected at '{token.Value}'.");
    }

    private void Expect(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            throw QueryException.Invalid($"Syntax error: '{symbol}' was expected at '{Current.Value}'.");
        }
    }
}
