using System.Globalization;
using System.Text;

namespace ConnectorBuild.Conversion.Overlays.JsonPaths;

/// <summary>Reads the words of a JSONPath.</summary>
internal sealed class JsonPathScanner(string text)
{
    private const long MaxInteger = 9_007_199_254_740_991;

    public int Position { get; private set; }

    public bool IsAtEnd => Position >= text.Length;

    public char Current => IsAtEnd ? '\0' : text[Position];

    /// <summary>Passes blanks, which may stand between words.</summary>
    public void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\n' or '\r')
        {
            Position++;
        }
    }

    /// <summary>Passes a word if it stands here.</summary>
    public bool TryTake(string word)
    {
        if (string.CompareOrdinal(text, Position, word, 0, word.Length) != 0)
        {
            return false;
        }

        Position += word.Length;
        return true;
    }

    /// <summary>Whether a word stands here.</summary>
    public bool Looks(string word) => string.CompareOrdinal(text, Position, word, 0, word.Length) == 0;

    public void Expect(string word)
    {
        if (!TryTake(word))
        {
            throw Fail($"'{word}' is expected");
        }
    }

    public JsonPathException Fail(string message) => new(message, Position);

    /// <summary>Whether a name without quotes can begin here.</summary>
    public bool IsNameStart => Current is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or >= '\u0080';

    /// <summary>Reads a name without quotes: letters, digits and underscores.</summary>
    public string Name()
    {
        if (!IsNameStart)
        {
            throw Fail("a name is expected; one with other characters than letters, digits and '_' is written ['name']");
        }

        var start = Position;
        while (IsNameStart || char.IsAsciiDigit(Current))
        {
            Position++;
        }

        return Current == '-' ? throw Fail("a name with '-' is written in brackets and quotes, as ['x-name']") : text[start..Position];
    }

    /// <summary>Reads an integer, or null if none stands here.</summary>
    public long? Integer()
    {
        var start = Position;
        _ = TryTake("-");
        while (char.IsAsciiDigit(Current))
        {
            Position++;
        }

        var digits = text.AsSpan(start, Position - start);
        if (digits.IsEmpty)
        {
            return null;
        }

        var isWrong = digits is "-" or "-0" || (digits.TrimStart('-') is ['0', _, ..]);
        return !isWrong && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= MaxInteger
            ? number
            : throw new JsonPathException("this is not an index", start);
    }

    /// <summary>Reads a number in its JSON form.</summary>
    public string Number()
    {
        var start = Position;
        while (char.IsAsciiDigit(Current) || Current is '-' or '+' or '.' or 'e' or 'E')
        {
            Position++;
        }

        var number = text[start..Position];
        return Definition.JsonNumber.Check(Encoding.UTF8.GetBytes(number)) == Definition.JsonNumberShape.Strict
            ? number
            : throw new JsonPathException("this is not a number", start);
    }

    /// <summary>Reads a text in single or double quotes.</summary>
    public string Quoted()
    {
        var quote = Current;
        var start = Position++;
        var value = new StringBuilder();
        while (Current != quote)
        {
            if (IsAtEnd || Current < ' ')
            {
                throw new JsonPathException("the text is not closed by its quote", start);
            }

            value.Append(Current == '\\' ? Escaped(quote) : text[Position++]);
        }

        Position++;
        return value.ToString();
    }

    private char Escaped(char quote)
    {
        Position++;
        var escape = Current;
        Position++;
        if (escape == quote)
        {
            return quote;
        }

        if (escape == 'u' && Position + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(Position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            Position += 4;
            return (char)code;
        }

        return escape switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '/' or '\\' => escape,
            _ => throw new JsonPathException("this is not an escape", Position - 2),
        };
    }
}
