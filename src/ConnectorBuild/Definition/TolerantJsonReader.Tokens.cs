using System.Buffers;

namespace ConnectorBuild.Definition;

internal ref partial struct TolerantJsonReader
{
    private static readonly SearchValues<byte> StringStops = StopsOf((byte)'"');
    private static readonly SearchValues<byte> SingleQuotedStops = StopsOf((byte)'\'');

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    private static readonly byte[][] NumberWords = ["NaN"u8.ToArray(), "Infinity"u8.ToArray(), "-Infinity"u8.ToArray()];

    private static SearchValues<byte> StopsOf(byte quote) =>
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), quote, (byte)'\\']);

    private Next ReadStringValue(byte quote)
    {
        var start = _position;
        if (!ReadString(quote, out var escaped))
        {
            return Next.End;
        }

        Add(NodeKind.String, start, _position, escaped ? NodeFlags.EscapedValue : NodeFlags.None);
        return ReadAfterValue();
    }

    private bool ReadName()
    {
        var quote = _text[_position];
        if (quote is (byte)'"' or (byte)'\'')
        {
            if (quote == (byte)'\'')
            {
                ReportLenient(_position, _position + 1, "a name in single quotes");
            }

            _nameStart = _position + 1;
            if (!ReadString(quote, out var escaped))
            {
                return false;
            }

            _nameLength = _position - 1 - _nameStart;
            _nameFlags = escaped ? NodeFlags.EscapedName : NodeFlags.None;
        }
        else
        {
            var length = BareNameLength(_text[_position..]);
            if (length == 0)
            {
                FailSyntax(
                    _position, $"expected a name in quotes but found {Found(_position)}",
                    "write the name in double quotes, or remove a comma that is too many");
                return false;
            }

            ReportLenient(_position, _position + length, "a name without quotes");
            (_nameStart, _nameLength, _nameFlags) = (_position, length, NodeFlags.BareName);
            _position += length;
        }

        var name = _text.Slice(_nameStart, _nameLength);
        if ((_nameFlags & NodeFlags.EscapedName) != 0)
        {
            name = System.Text.Encoding.UTF8.GetBytes(JsonEscapes.Decode(name));
        }

        _nameHash = NameHash.Of(name);
        _nameKeyword = KeywordTable.Find(name, _nameHash);
        _noted.Note(_nodes.Count, _nameKeyword, name);
        return true;
    }

    private static int BareNameLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit((char)text[length]) || text[length] is (byte)'_' or (byte)'$'))
        {
            length++;
        }

        return length > 0 && char.IsAsciiDigit((char)text[0]) ? 0 : length;
    }

    // From the opening quote to behind the closing one.
    private bool ReadString(byte quote, out bool escaped)
    {
        var start = _position++;
        escaped = false;
        if (quote == (byte)'"')
        {
            _position += ByteScan.PlainLength(_text[_position..], out var isAtStop);
            if (isAtStop && _text[_position] == (byte)'"')
            {
                _position++;
                return true;
            }
        }

        return ReadRestOfString(start, quote, ref escaped);
    }

    private bool ReadRestOfString(int start, byte quote, ref bool escaped)
    {
        var stops = quote == (byte)'"' ? StringStops : SingleQuotedStops;
        while (true)
        {
            var stop = _text[_position..].IndexOfAny(stops);
            if (stop < 0)
            {
                _position = _text.Length;
                return FailUnclosed(start);
            }

            _position += stop;
            var current = _text[_position];
            if (current == quote)
            {
                _position++;
                return true;
            }

            if (current == (byte)'\\')
            {
                escaped = true;
                if (!SkipEscape(start))
                {
                    return false;
                }
            }
            else
            {
                SkipControlCharacter(start);
            }
        }
    }

    private bool SkipEscape(int stringStart)
    {
        if (_position + 1 >= _text.Length)
        {
            return FailUnclosed(stringStart);
        }

        var escape = _text[_position + 1];
        if (escape == (byte)'u')
        {
            if (_position + 6 <= _text.Length && JsonEscapes.TryReadHex(_text.Slice(_position + 2, 4), out _))
            {
                _position += 6;
                return true;
            }
        }
        else if ("\"\\/bfnrt"u8.Contains(escape))
        {
            _position += 2;
            return true;
        }
        else if (escape == (byte)'\'')
        {
            ReportLenient(_position, _position + 2, "an escaped single quote");
            _position += 2;
            return true;
        }

        FailSyntax(
            _position, $"found an unknown escape, a backslash and {Found(_position + 1)}",
            "write two backslashes for a backslash, or one of \\n \\t \\\" \\u0000");
        return false;
    }

    private void SkipControlCharacter(int stringStart)
    {
        var current = _text[_position];
        if (current is (byte)'\n' or (byte)'\r')
        {
            _lastStringOverLines = stringStart;
        }

        ReportLenient(_position, _position + 1, $"a raw control character ({Described(current)}) in a text");
        _position += _text[_position..].StartsWith("\r\n"u8) ? 2 : 1;
    }

    private Next ReadLiteral(ReadOnlySpan<byte> literal, NodeKind kind)
    {
        var start = _position;
        if (!_text[_position..].StartsWith(literal))
        {
            return FailValue();
        }

        _position += literal.Length;
        Add(kind, start, _position, NodeFlags.None);
        return ReadAfterValue();
    }

    private Next ReadNumber()
    {
        var start = _position;
        var length = _text[_position..].IndexOfAnyExcept(NumberBytes);
        length = length < 0 ? _text.Length - _position : length;
        var shape = JsonNumber.Check(_text.Slice(start, length));
        if (shape == JsonNumberShape.Invalid)
        {
            return FailValue();
        }

        if (shape == JsonNumberShape.Lenient)
        {
            ReportLenient(start, start + length, "a number that begins or ends with its decimal point");
        }

        _position += length;
        Add(NodeKind.Number, start, _position, NodeFlags.None);
        return ReadAfterValue();
    }
}
