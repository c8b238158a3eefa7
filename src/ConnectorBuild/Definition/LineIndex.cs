using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>
/// Lines and columns of a UTF-8 text, as editors count them: from 1, columns in UTF-16 code units. Counts by blocks, so that neither a file of many
/// lines nor a line of many megabytes is slow, and a file with few findings costs little.
/// </summary>
internal sealed class LineIndex
{
    private const int BlockBits = 10;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly bool _hasLoneReturns;

    // Line ends before each block of the text.
    private readonly int[] _linesBefore;

    private readonly bool _isAscii;

    // UTF-16 units before each block; only for a line that is longer than some blocks.
    private int[]? _unitsBefore;

    public LineIndex(ReadOnlyMemory<byte> text, bool isAscii)
    {
        _text = text;
        var span = text.Span;

        _hasLoneReturns = HasLoneReturns(span);
        _linesBefore = Sums(span, CountLineEnds);
        _isAscii = isAscii;
    }

    private delegate int Counter(ReadOnlySpan<byte> text, int from, int to);

    /// <summary>Line and column of an offset; an offset behind the text is its end.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var text = _text.Span;
        offset = Math.Clamp(offset, 0, text.Length);
        if (offset > 0 && offset < text.Length && text[offset] == (byte)'\n' && text[offset - 1] == (byte)'\r')
        {
            // Between the halves of a line end there is no column.
            offset--;
        }

        var block = offset >> BlockBits;
        var line = _linesBefore[block] + CountLineEnds(text, block << BlockBits, offset);
        return (line + 1, UnitsBetween(text, LineStart(text, offset), offset) + 1);
    }

    /// <summary>Line and column of an offset behind one whose line and column are known: most spans end on the line that they begin on.</summary>
    public (int Line, int Column) PositionBehind(int start, int line, int column, int offset)
    {
        var text = _text.Span;
        return start <= offset && offset <= text.Length && text[start..offset].IndexOfAny((byte)'\n', (byte)'\r') < 0
            ? (line, column + UnitsBetween(text, start, offset))
            : Position(offset);
    }

    private int LineStart(ReadOnlySpan<byte> text, int offset)
    {
        var block = offset >> BlockBits;
        var found = LastLineEnd(text, block << BlockBits, offset);
        if (found < 0 && _linesBefore[block] > 0)
        {
            // The last line end before this block lies in the block before the first one that counts as many.
            var first = FirstWith(_linesBefore[block]);
            found = LastLineEnd(text, (first - 1) << BlockBits, first << BlockBits);
        }

        return found + 1;
    }

    private int FirstWith(int lines)
    {
        var (low, high) = (0, _linesBefore.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _linesBefore[middle] < lines ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int LastLineEnd(ReadOnlySpan<byte> text, int from, int to)
    {
        if (!_hasLoneReturns)
        {
            var found = text[from..to].LastIndexOf((byte)'\n');
            return found < 0 ? -1 : from + found;
        }

        for (var position = to - 1; position >= from; position--)
        {
            if (IsLineEnd(text, position))
            {
                return position;
            }
        }

        return -1;
    }

    private int CountLineEnds(ReadOnlySpan<byte> text, int from, int to)
    {
        if (!_hasLoneReturns)
        {
            return text[from..to].Count((byte)'\n');
        }

        var count = 0;
        for (var position = from; position < to; position++)
        {
            count += IsLineEnd(text, position) ? 1 : 0;
        }

        return count;
    }

    // A carriage return by itself ends a line, too, but hardly any file has one.
    private static bool HasLoneReturns(ReadOnlySpan<byte> text)
    {
        var position = 0;
        while (position + Vector<byte>.Count < text.Length)
        {
            var returns = Vector.Equals(new Vector<byte>(text[position..]), new Vector<byte>((byte)'\r'));
            var behind = Vector.Equals(new Vector<byte>(text[(position + 1)..]), new Vector<byte>((byte)'\n'));
            if (Vector.AndNot(returns, behind) != Vector<byte>.Zero)
            {
                return true;
            }

            position += Vector<byte>.Count;
        }

        for (; position < text.Length; position++)
        {
            if (text[position] == (byte)'\r' && IsLineEnd(text, position))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLineEnd(ReadOnlySpan<byte> text, int position) =>
        text[position] == (byte)'\n' || (text[position] == (byte)'\r' && (position + 1 == text.Length || text[position + 1] != (byte)'\n'));

    private int UnitsBetween(ReadOnlySpan<byte> text, int start, int offset)
    {
        if (_isAscii)
        {
            return offset - start;
        }

        if (offset - start <= 4 << BlockBits)
        {
            return CountUnits(text[start..offset]);
        }

        _unitsBefore ??= Sums(text, (all, from, to) => CountUnits(all[from..to]));
        return UnitsBefore(text, offset) - UnitsBefore(text, start);
    }

    private int UnitsBefore(ReadOnlySpan<byte> text, int offset)
    {
        var block = offset >> BlockBits;
        return _unitsBefore![block] + CountUnits(text[(block << BlockBits)..offset]);
    }

    private static int[] Sums(ReadOnlySpan<byte> text, Counter count)
    {
        var sums = new int[(text.Length >> BlockBits) + 1];
        for (var block = 1; block < sums.Length; block++)
        {
            sums[block] = sums[block - 1] + count(text, (block - 1) << BlockBits, block << BlockBits);
        }

        return sums;
    }

    // Every byte that begins a character counts one; one that begins a surrogate pair, two.
    private static int CountUnits(ReadOnlySpan<byte> text)
    {
        const ulong Lows = 0x0101010101010101;
        var units = text.Length;
        while (text.Length >= sizeof(ulong))
        {
            // The bits of eight bytes at once: 10xxxxxx continues a character, 1111xxxx begins a surrogate pair.
            var bytes = BinaryPrimitives.ReadUInt64LittleEndian(text);
            units -= BitOperations.PopCount((bytes >> 7) & ~(bytes >> 6) & Lows);
            units += BitOperations.PopCount((bytes >> 7) & (bytes >> 6) & (bytes >> 5) & (bytes >> 4) & Lows);
            text = text[sizeof(ulong)..];
        }

        foreach (var b in text)
        {
            units += (b & 0xC0) == 0x80 ? -1 : b >= 0xF0 ? 1 : 0;
        }

        return units;
    }
}
