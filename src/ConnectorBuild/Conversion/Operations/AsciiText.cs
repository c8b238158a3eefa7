using System.Globalization;
using System.Text;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Texts of a path in letters that an operationId can have, the same on every machine, whatever its culture data.</summary>
internal static class AsciiText
{
    // The letters from U+00C0 to U+00FF.
    private static readonly string[] Latin = [.. ("A A A A A A AE C E E E E I I I I D N O O O O O - O U U U U Y Th ss "
        + "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y").Split(' ')];

    /// <summary>
    /// Western European letters without their accents; a letter of another alphabet by its number, <c>U4E2D</c>, so that different paths get different
    /// names. Percent-encoded letters are read.
    /// </summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text) && !text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var ascii = new StringBuilder();
        foreach (var rune in Uri.UnescapeDataString(text).EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                ascii.Append((char)rune.Value);
            }
            else if (rune.Value is >= 0xC0 and <= 0xFF)
            {
                ascii.Append(Latin[rune.Value - 0xC0]);
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                ascii.Append(CultureInfo.InvariantCulture, $"-U{rune.Value:X4}-");
            }
        }

        return ascii.ToString();
    }
}
