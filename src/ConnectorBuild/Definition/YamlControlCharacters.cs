using System.Buffers;
using System.Globalization;

namespace ConnectorBuild.Definition;

/// <summary>Finds control characters in a YAML text: YAML allows none but tabs and line ends, though the reader here does.</summary>
internal static class YamlControlCharacters
{
    private const int MaxFindings = 20;

    private static readonly SearchValues<byte> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b).Except("\t\n\r"u8.ToArray()), 0x7F]);

    public static void Report(ReadOnlySpan<byte> text, List<ReadingFinding> findings)
    {
        var position = 0;
        for (var count = 0; count < MaxFindings; count++)
        {
            var found = text[position..].IndexOfAny(Forbidden);
            if (found < 0)
            {
                return;
            }

            position += found + 1;
            var hex = text[position - 1].ToString("X2", CultureInfo.InvariantCulture);
            findings.Add(new(ReadingRules.LenientJson, position - 1, position,
                $"This is a raw control character (0x{hex}), which YAML does not allow. It is read all the same, but other readers "
                    + $"refuse the file: remove it, or write \\x{hex} in a text in double quotes"));
        }
    }
}
