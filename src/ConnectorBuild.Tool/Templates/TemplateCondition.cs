namespace ConnectorBuild.Tool.Templates;

/// <summary>
/// A condition of template.json, such as <c>(source == "mcp" &amp;&amp; !script)</c>: what the templates of this project
/// use of the template engine's language.
/// </summary>
internal sealed class TemplateCondition
{
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _values;
    private int _at;

    private TemplateCondition(string text, IReadOnlyDictionary<string, string> values)
    {
        _text = text;
        _values = values;
    }

    /// <summary>Whether the condition holds.</summary>
    /// <param name="text">The condition; null and empty always hold.</param>
    /// <param name="values">The values of the symbols by name; booleans are <c>true</c> and <c>false</c>.</param>
    /// <exception cref="FormatException">The condition is not one of that language.</exception>
    public static bool Holds(string? text, IReadOnlyDictionary<string, string> values)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var condition = new TemplateCondition(text, values);
        var holds = condition.Or();
        return condition.Next() is null ? holds : throw condition.Unexpected();
    }

    private bool Or()
    {
        var holds = And();
        while (Take("||"))
        {
            // Both sides are read, whatever the first one is.
            holds |= And();
        }

        return holds;
    }

    private bool And()
    {
        var holds = Comparison();
        while (Take("&&"))
        {
            holds &= Comparison();
        }

        return holds;
    }

    private bool Comparison()
    {
        if (Take("!"))
        {
            return !Comparison();
        }

        if (Take("("))
        {
            var holds = Or();
            return Take(")") ? holds : throw Unexpected();
        }

        var left = Value();
        return Take("==") ? left == Value() : Take("!=") ? left != Value() : left == "true";
    }

    private string Value()
    {
        if (Next() == '"')
        {
            var end = _text.IndexOf('"', _at + 1);
            var literal = end < 0 ? throw Unexpected() : _text[(_at + 1)..end];
            _at = end + 1;
            return literal;
        }

        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        var name = _text[start.._at];
        return name is "true" or "false" ? name : _values.TryGetValue(name, out var value) ? value : throw Unexpected();
    }

    private bool Take(string token)
    {
        if (Next() is null || string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private char? Next()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : null;
    }

    private FormatException Unexpected() => new($"The condition '{_text}' cannot be read at position {_at}.");
}
