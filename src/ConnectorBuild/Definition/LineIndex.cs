using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>Lines and columns of a UTF-8 text, as editors count them: from 1, columns in UTF-16 code units.</summary>
internal sealed class LineIndex
{
    private readonly ReadOnlyMemory<byte> _text;
    private readonly int[] _starts;
    private readonly bool _isAscii;

    public LineIndex(ReadOnlyMemory<byte> text)
    {
        _text = text;
        _isAscii = Ascii.IsValid(text.Span);
        _starts = FindStarts(text.Span);
    }

    /// <summary>Line and column of an offset; an offset behind the text is its end.</summary>
    public (int Line, int Column) Position(int offset)
    {
        offset = Math.Clamp(offset, 0, _text.Length);
        if (offset > 0 && offset < _text.Length && _text.Span[offset] == (byte)'\n' && _text.Span[offset - 1] == (byte)'\r')
        {
            // Between the halves of a line end there is no column.
            offset--;
        }

        var found = Array.BinarySearch(_starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var start = _starts[line];
        var column = _isAscii ? offset - start : Encoding.UTF8.GetCharCount(_text.Span[start..offset]);
        return (line + 1, column + 1);
    }

    /// <summary>The nearest place that exists: parsers may count one past the end of a line or file.</summary>
    public (int Line, int Column) Clamp(int line, int column)
    {
        line = Math.Clamp(line, 1, _starts.Length);
        var end = line < _starts.Length ? _starts[line] : _text.Length;
        var content = _text.Span[_starts[line - 1]..end].TrimEnd("\r\n"u8);
        return (line, Math.Clamp(column, 1, Encoding.UTF8.GetCharCount(content) + 1));
    }

    private static int[] FindStarts(ReadOnlySpan<byte> text)
    {
        var starts = new List<int>(text.Count((byte)'\n') + 1) { 0 };
        var position = 0;
        while (true)
        {
            var found = text[position..].IndexOfAny((byte)'\n', (byte)'\r');
            if (found < 0)
            {
                return [.. starts];
            }

            position += found + 1;
            if (text[position - 1] == (byte)'\r' && position < text.Length && text[position] == (byte)'\n')
            {
                position++;
            }

            starts.Add(position);
        }
    }
}
