using System.Buffers;

namespace ConnectorBuild.Definition;

/// <summary>Writes a number that only lenient readers take (<c>.5</c>, <c>1.</c>) as RFC 8259 has it.</summary>
internal static class StrictNumber
{
    public static void Write(ReadOnlySpan<byte> number, IBufferWriter<byte> output)
    {
        var isNegative = number.StartsWith("-"u8);
        var digits = isNegative ? number[1..] : number;
        output.Write(isNegative ? "-"u8 : default);
        output.Write(digits.StartsWith("."u8) ? "0"u8 : default);
        var point = digits.IndexOf((byte)'.');
        if (point >= 0 && (point + 1 == digits.Length || !char.IsAsciiDigit((char)digits[point + 1])))
        {
            output.Write(digits[..(point + 1)]);
            output.Write("0"u8);
            digits = digits[(point + 1)..];
        }

        output.Write(digits);
    }
}
