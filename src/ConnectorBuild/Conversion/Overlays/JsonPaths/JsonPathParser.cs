using ConnectorBuild.Conversion.Drafts;

namespace ConnectorBuild.Conversion.Overlays.JsonPaths;

/// <summary>Parses JSONPath (RFC 9535), functions excepted.</summary>
internal sealed class JsonPathParser
{
    private const int MaxDepth = 32;

    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    private readonly JsonPathScanner _scanner;
    private int _depth;

    private JsonPathParser(string text) => _scanner = new JsonPathScanner(text);

    /// <summary>Parses a query.</summary>
    /// <exception cref="JsonPathException">The text is not a query, or uses what is not supported.</exception>
    public static JsonPathQuery Parse(string text)
    {
        var parser = new JsonPathParser(text);
        parser._scanner.Expect("$");
        var query = new JsonPathQuery(true, parser.Segments());
        return parser._scanner.IsAtEnd ? query : throw parser._scanner.Fail("nothing may follow here");
    }

    private List<JsonPathSegment> Segments()
    {
        var segments = new List<JsonPathSegment>();
        while (true)
        {
            var start = _scanner.Position;
            _scanner.SkipBlanks();
            if (_scanner.TryTake(".."))
            {
                segments.Add(new(true, _scanner.Current == '[' ? Bracketed() : [Shorthand()]));
            }
            else if (_scanner.TryTake("."))
            {
                segments.Add(new(false, [Shorthand()]));
            }
            else if (_scanner.Current == '[')
            {
                segments.Add(new(false, Bracketed()));
            }
            else
            {
                return _scanner.IsAtEnd && _scanner.Position > start ? throw _scanner.Fail("blanks may not end a path") : segments;
            }
        }
    }

    private JsonPathSelector Shorthand() => _scanner.TryTake("*") ? new WildcardSelector() : new NameSelector(_scanner.Name());

    private List<JsonPathSelector> Bracketed()
    {
        if (++_depth > MaxDepth)
        {
            throw _scanner.Fail("the path nests too deeply");
        }

        _scanner.Expect("[");
        var selectors = new List<JsonPathSelector>();
        do
        {
            _scanner.SkipBlanks();
            selectors.Add(Selector());
            _scanner.SkipBlanks();
        }
        while (_scanner.TryTake(","));

        _scanner.Expect("]");
        _depth--;
        return selectors;
    }

    private JsonPathSelector Selector()
    {
        if (_scanner.TryTake("*"))
        {
            return new WildcardSelector();
        }

        if (_scanner.Current is '\'' or '"')
        {
            return new NameSelector(_scanner.Quoted());
        }

        if (_scanner.TryTake("?"))
        {
            _scanner.SkipBlanks();
            return new FilterSelector(Or());
        }

        var first = _scanner.Integer();
        _scanner.SkipBlanks();
        if (!_scanner.TryTake(":"))
        {
            return first is { } index ? new IndexSelector(index) : throw _scanner.Fail("a name in quotes, an index, '*' or a filter is expected");
        }

        _scanner.SkipBlanks();
        var end = _scanner.Integer();
        _scanner.SkipBlanks();
        if (!_scanner.TryTake(":"))
        {
            return new SliceSelector(first, end, 1);
        }

        _scanner.SkipBlanks();
        return new SliceSelector(first, end, _scanner.Integer() ?? 1);
    }

    private JsonPathCondition Or()
    {
        var left = And();
        _scanner.SkipBlanks();
        while (_scanner.TryTake("||"))
        {
            _scanner.SkipBlanks();
            left = new OrCondition(left, And());
            _scanner.SkipBlanks();
        }

        return left;
    }

    private JsonPathCondition And()
    {
        var left = Basic();
        _scanner.SkipBlanks();
        while (_scanner.TryTake("&&"))
        {
            _scanner.SkipBlanks();
            left = new AndCondition(left, Basic());
            _scanner.SkipBlanks();
        }

        return left;
    }

    private JsonPathCondition Basic()
    {
        if (_scanner.Current == '!' && !_scanner.Looks("!="))
        {
            _scanner.Expect("!");
            _scanner.SkipBlanks();
            return new NotCondition(
                _scanner.Current is '(' or '@' or '$'
                    ? Parenthesised() ?? new ExistsCondition(Query())
                    : throw _scanner.Fail("a condition is expected"));
        }

        return Parenthesised() ?? Comparison();
    }

    private JsonPathCondition? Parenthesised()
    {
        if (_scanner.Current != '(')
        {
            return null;
        }

        if (++_depth > MaxDepth)
        {
            throw _scanner.Fail("the condition nests too deeply");
        }

        _scanner.Expect("(");
        _scanner.SkipBlanks();
        var condition = Or();
        _scanner.SkipBlanks();
        _scanner.Expect(")");
        _depth--;
        return condition;
    }

    private JsonPathCondition Comparison()
    {
        var start = _scanner.Position;
        var left = Operand();
        _scanner.SkipBlanks();
        if (Operators.FirstOrDefault(_scanner.TryTake) is not { } comparison)
        {
            return left.Query is { } query ? new ExistsCondition(query) : throw _scanner.Fail("a comparison is expected");
        }

        _scanner.SkipBlanks();
        var right = Operand();
        return left.Query is { IsSingular: false } || right.Query is { IsSingular: false }
            ? throw new JsonPathException("only a path to one value can be compared", start)
            : new ComparisonCondition(left, comparison, right);
    }

    private JsonPathOperand Operand()
    {
        if (_scanner.Current is '@' or '$')
        {
            return new(Query(), null);
        }

        if (_scanner.Current is '\'' or '"')
        {
            return new(null, Draft.Text(_scanner.Quoted(), default));
        }

        foreach (var literal in (ReadOnlySpan<string>)["true", "false", "null"])
        {
            if (_scanner.TryTake(literal))
            {
                return new(null, new DraftLiteral(literal, default));
            }
        }

        if (_scanner.IsNameStart)
        {
            throw _scanner.Fail("functions are not supported; compare with a value, or ask whether a member exists");
        }

        return new(null, new DraftLiteral(_scanner.Number(), default));
    }

    private JsonPathQuery Query()
    {
        var isAbsolute = _scanner.TryTake("$");
        if (!isAbsolute)
        {
            _scanner.Expect("@");
        }

        return new(isAbsolute, Segments());
    }
}
