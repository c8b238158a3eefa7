namespace ConnectorBuild.Definition;

/// <summary>How a number is written.</summary>
internal enum JsonNumberShape
{
    /// <summary>No number, or one that readers disagree about: <c>012</c> is octal to Newtonsoft.Json.</summary>
    Invalid,

    /// <summary><c>.5</c> or <c>1.</c>.</summary>
    Lenient,

    /// <summary>As RFC 8259 writes it.</summary>
    Strict,
}

/// <summary>The grammar of numbers.</summary>
internal static class JsonNumber
{
    public static JsonNumberShape Check(ReadOnlySpan<byte> number)
    {
        var rest = number.StartsWith("-"u8) ? number[1..] : number;
        var whole = SkipDigits(ref rest);
        var fraction = 0;
        var hasPoint = rest.StartsWith("."u8);
        if (hasPoint)
        {
            rest = rest[1..];
            fraction = SkipDigits(ref rest);
        }

        if (whole + fraction == 0 || (whole > 1 && number.TrimStart((byte)'-')[0] == (byte)'0'))
        {
            return JsonNumberShape.Invalid;
        }

        if (!rest.IsEmpty && !SkipExponent(rest))
        {
            return JsonNumberShape.Invalid;
        }

        return whole == 0 || (hasPoint && fraction == 0) ? JsonNumberShape.Lenient : JsonNumberShape.Strict;
    }

    private static bool SkipExponent(ReadOnlySpan<byte> rest)
    {
        if (rest[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        rest = rest[1..];
        if (!rest.IsEmpty && rest[0] is (byte)'+' or (byte)'-')
        {
            rest = rest[1..];
        }

        return SkipDigits(ref rest) > 0 && rest.IsEmpty;
    }

    private static int SkipDigits(ref ReadOnlySpan<byte> rest)
    {
        var count = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? rest.Length : count;
        rest = rest[count..];
        return count;
    }
}
