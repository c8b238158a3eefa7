namespace ConnectorBuild.Rules.Engine;

/// <summary>Splits a C# script into tokens and finds brackets, texts and comments that do not close.</summary>
internal sealed class ScriptLexer
{
    private const int MaxInterpolationDepth = 32;

    private readonly string _text;
    private readonly List<ScriptToken> _tokens = [];
    private readonly List<ScriptDirective> _directives = [];
    private readonly List<ScriptLiteral> _literals = [];
    private readonly Stack<(char Open, int Offset)> _brackets = new();
    private ScriptFault? _fault;
    private int _position;

    private ScriptLexer(string text) => _text = text;

    public static ScriptText Read(string path, string text)
    {
        var lexer = new ScriptLexer(text);
        lexer.ReadUntil(0, closing: '\0');
        if (lexer._fault is null && lexer._brackets.TryPeek(out var open))
        {
            lexer._fault = new(open.Offset, $"the '{open.Open}' here is never closed");
        }

        // Code behind #if may be cut in two as it likes; only a compiler knows which half counts.
        var fault = lexer._directives.Any(d => d.Name == "if") ? null : lexer._fault;
        return new ScriptText(path, text, lexer._tokens, lexer._directives, fault) { Literals = lexer._literals };
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool At(string text) => string.CompareOrdinal(_text, _position, text, 0, text.Length) == 0;

    private void ReadUntil(int depth, char closing)
    {
        var brackets = _brackets.Count;
        while (_position < _text.Length && _fault is null)
        {
            if (closing != '\0' && Current == closing && _brackets.Count == brackets)
            {
                return;
            }

            ReadOne(depth);
        }
    }

    private void ReadOne(int depth)
    {
        var current = Current;
        if (char.IsWhiteSpace(current))
        {
            _position++;
        }
        else if (At("//"))
        {
            SkipLine();
        }
        else if (At("/*"))
        {
            SkipTo("*/", "the comment that begins here is never closed");
        }
        else if (current == '#' && IsFirstOnLine())
        {
            ReadDirective();
        }
        else if (current is '"' or '@' or '$' && IsTextStart(out var start))
        {
            var (offset, token) = (_position, _tokens.Count);
            ReadText(start, depth);
            _literals.Add(new(offset, _position - offset, token));
        }
        else if (current == '\'')
        {
            ReadCharacter();
        }
        else if (char.IsLetterOrDigit(current) || current is '_' or '@')
        {
            ReadWord();
        }
        else
        {
            ReadSign(current);
        }
    }

    private void ReadWord()
    {
        var start = _position++;
        while (char.IsLetterOrDigit(Current) || Current == '_')
        {
            _position++;
        }

        _tokens.Add(new(start, _position - start, !char.IsAsciiDigit(_text[start])));
    }

    private void ReadSign(char sign)
    {
        if (sign is '(' or '[' or '{')
        {
            _brackets.Push((sign, _position));
        }
        else if (sign is ')' or ']' or '}')
        {
            var expected = sign switch { ')' => '(', ']' => '[', _ => '{' };
            if (!_brackets.TryPop(out var open))
            {
                _fault = new(_position, $"the '{sign}' here closes nothing");
            }
            else if (open.Open != expected)
            {
                _fault = new(_position, $"the '{sign}' here closes a '{open.Open}'");
            }
        }

        _tokens.Add(new(_position++, 1, IsWord: false));
    }

    private void ReadDirective()
    {
        var start = _position++;
        while (Current is ' ' or '\t')
        {
            _position++;
        }

        var word = _position;
        while (char.IsLetter(Current))
        {
            _position++;
        }

        _directives.Add(new(start, _text[word.._position]));
        SkipLine();
    }

    private void ReadCharacter()
    {
        var start = _position++;
        while (Current is not ('\'' or '\n' or '\0'))
        {
            _position += Current == '\\' ? 2 : 1;
        }

        if (Current != '\'')
        {
            _fault = new(start, "the character that begins here is not closed");
        }

        _position++;
    }

    // Any mixture of $ and @, then quotes.
    private bool IsTextStart(out TextStart start)
    {
        var at = _position;
        var (dollars, isVerbatim) = (0, false);
        while (at < _text.Length && _text[at] is '$' or '@')
        {
            dollars += _text[at] == '$' ? 1 : 0;
            isVerbatim |= _text[at] == '@';
            at++;
        }

        var quotes = 0;
        while (at + quotes < _text.Length && _text[at + quotes] == '"')
        {
            quotes++;
        }

        start = new(at, quotes, dollars, isVerbatim);
        return quotes > 0;
    }

    private void ReadText(TextStart start, int depth)
    {
        var begin = _position;
        _position = start.Quote;
        if (start is { Quotes: >= 3, IsVerbatim: false })
        {
            var quotes = new string('"', start.Quotes);
            _position += start.Quotes;
            SkipTo(quotes, "the text that begins here is never closed", begin);
            while (Current == '"')
            {
                _position++;
            }

            return;
        }

        _position++;
        while (_fault is null)
        {
            switch (Current)
            {
                case '\0' when _position >= _text.Length:
                case '\n' when !start.IsVerbatim:
                    _fault = new(begin, "the text that begins here is not closed");
                    break;
                case '"' when start.IsVerbatim && At("\"\""):
                    _position += 2;
                    break;
                case '"':
                    _position++;
                    return;
                case '\\' when !start.IsVerbatim:
                    _position += 2;
                    break;
                case '{' when start.Dollars > 0 && !At("{{"):
                    ReadHole(depth);
                    break;
                case '{' when start.Dollars > 0:
                    _position += 2;
                    break;
                default:
                    _position++;
                    break;
            }
        }
    }

    private void ReadHole(int depth)
    {
        var open = _position++;
        if (depth >= MaxInterpolationDepth)
        {
            _fault = new(open, "texts are nested too deeply in texts here");
            return;
        }

        ReadUntil(depth + 1, closing: '}');
        if (_fault is null && Current != '}')
        {
            _fault = new(open, "the '{' in the text here is never closed");
        }

        _position++;
    }

    private void SkipTo(string end, string message, int? begin = null)
    {
        var start = begin ?? _position;
        var found = _text.IndexOf(end, Math.Min(_text.Length, begin is null ? _position + 2 : _position), StringComparison.Ordinal);
        if (found < 0)
        {
            _fault = new(start, message);
            _position = _text.Length;
            return;
        }

        _position = found + end.Length;
    }

    private void SkipLine()
    {
        var end = _text.IndexOf('\n', _position);
        _position = end < 0 ? _text.Length : end;
    }

    private bool IsFirstOnLine()
    {
        for (var before = _position - 1; before >= 0 && _text[before] != '\n'; before--)
        {
            if (!char.IsWhiteSpace(_text[before]))
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct TextStart(int Quote, int Quotes, int Dollars, bool IsVerbatim);
}
