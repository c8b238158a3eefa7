using System.Globalization;
using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>Escapes inside JSON strings.</summary>
internal static class JsonEscapes
{
    /// <summary>The text of a string's inside. Half of a surrogate pair stays half; a reader has already reported unknown escapes.</summary>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (true)
        {
            var backslash = raw.IndexOf((byte)'\\');
            if (backslash < 0 || backslash + 1 >= raw.Length)
            {
                return text.Append(Encoding.UTF8.GetString(raw)).ToString();
            }

            text.Append(Encoding.UTF8.GetString(raw[..backslash]));
            var escape = raw[backslash + 1];
            raw = raw[(backslash + 2)..];
            if (escape == (byte)'u' && raw.Length >= 4 && TryReadHex(raw, out var unit))
            {
                text.Append(unit);
                raw = raw[4..];
            }
            else
            {
                text.Append(Simple(escape));
            }
        }
    }

    /// <summary>Whether four hexadecimal digits follow, and the UTF-16 code unit that they name.</summary>
    public static bool TryReadHex(ReadOnlySpan<byte> digits, out char unit)
    {
        var read = ushort.TryParse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        unit = (char)value;
        return read;
    }

    private static char Simple(byte escape) => escape switch
    {
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        _ => (char)escape,
    };
}
