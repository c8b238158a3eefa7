using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>Lines and columns of a UTF-8 text, as editors count them: from 1, columns in UTF-16 code units.</summary>
internal sealed class LineIndex
{
    private readonly ReadOnlyMemory<byte> _text;
    private const int BlockBits = 10;

    private readonly int[] _starts;

    // UTF-16 units before each block of the text; null for ASCII. A line may be a megabyte long.
    private readonly int[]? _unitsBefore;

    public LineIndex(ReadOnlyMemory<byte> text)
    {
        _text = text;
        _unitsBefore = Ascii.IsValid(text.Span) ? null : CountBlocks(text.Span);
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
        return (line + 1, Units(offset) - Units(start) + 1);
    }

    /// <summary>The nearest place that exists: parsers may count one past the end of a line or file.</summary>
    public (int Line, int Column) Clamp(int line, int column)
    {
        line = Math.Clamp(line, 1, _starts.Length);
        var end = line < _starts.Length ? _starts[line] : _text.Length;
        var content = _text.Span[_starts[line - 1]..end].TrimEnd("\r\n"u8);
        return (line, Math.Clamp(column, 1, Encoding.UTF8.GetCharCount(content) + 1));
    }

    // Units in front of an offset.
    private int Units(int offset)
    {
        if (_unitsBefore is null)
        {
            return offset;
        }

        var block = offset >> BlockBits;
        return _unitsBefore[block] + CountUnits(_text.Span[(block << BlockBits)..offset]);
    }

    private static int[] CountBlocks(ReadOnlySpan<byte> text)
    {
        var units = new int[(text.Length >> BlockBits) + 1];
        for (var block = 1; block < units.Length; block++)
        {
            units[block] = units[block - 1] + CountUnits(text.Slice((block - 1) << BlockBits, 1 << BlockBits));
        }

        return units;
    }

    // Every byte that begins a character counts one; one that begins a surrogate pair, two.
    private static int CountUnits(ReadOnlySpan<byte> text)
    {
        var units = 0;
        foreach (var b in text)
        {
            units += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
        }

        return units;
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
