using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ConnectorBuild.Definition;

/// <summary>Scans that are mostly over after a few bytes, eight bytes at a time: names are short, and so are indentations.</summary>
internal static class ByteScan
{
    private const ulong Lows = 0x0101010101010101;
    private const ulong Highs = 0x8080808080808080;

    /// <summary>
    /// How many plain bytes of a text's inside come first: up to a double quote, a backslash, a control character, or the end of what was
    /// looked at.
    /// </summary>
    /// <param name="text">Where to begin.</param>
    /// <param name="isAtStop">Whether a byte that is not plain follows; else the caller looks further.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlainLength(ReadOnlySpan<byte> text, out bool isAtStop)
    {
        var length = 0;
        while (length < 16 && text.Length - length >= sizeof(ulong))
        {
            var bytes = BinaryPrimitives.ReadUInt64LittleEndian(text[length..]);
            var quotes = bytes ^ (Lows * (byte)'"');
            var backslashes = bytes ^ (Lows * (byte)'\\');

            // The lowest bit that is set is exact; a borrow can only set wrong ones above it.
            var stops = ((quotes - Lows) & ~quotes) | ((backslashes - Lows) & ~backslashes) | ((bytes - (Lows * 0x20)) & ~bytes);
            stops &= Highs;
            if (stops != 0)
            {
                isAtStop = true;
                return length + (BitOperations.TrailingZeroCount(stops) >> 3);
            }

            length += sizeof(ulong);
        }

        isAtStop = false;
        return length;
    }

    /// <summary>How many spaces come first.</summary>
    public static int SpaceLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (text.Length - length >= sizeof(ulong))
        {
            var others = BinaryPrimitives.ReadUInt64LittleEndian(text[length..]) ^ (Lows * (byte)' ');
            if (others != 0)
            {
                return length + (BitOperations.TrailingZeroCount(others) >> 3);
            }

            length += sizeof(ulong);
        }

        while (length < text.Length && text[length] == (byte)' ')
        {
            length++;
        }

        return length;
    }
}
