using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ConnectorBuild.Definition;

/// <summary>A YAML value: a scalar, a list or a mapping.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">A scalar's text.</param>
/// <param name="Literal">A scalar's JSON where it is not a text: a number, true, false or null.</param>
/// <param name="Items">A list's elements.</param>
/// <param name="Members">A mapping's members.</param>
internal sealed partial record YamlValue(
    YamlSpan Span, string? Text, string? Literal, IReadOnlyList<YamlValue>? Items, IReadOnlyList<YamlMember>? Members)
{
    public static YamlValue OfItems(IReadOnlyList<YamlValue> items, YamlSpan span) => new(span, null, null, items, null);

    public static YamlValue OfMembers(IReadOnlyList<YamlMember> members, YamlSpan span) => new(span, null, null, null, members);

    /// <summary>A scalar by the core schema of YAML 1.2: what is quoted is text, and so are yes, no and dates; a tag goes before both.</summary>
    public static YamlValue OfScalar(Scalar scalar, YamlSpan span)
    {
        var mayBeLiteral = YamlTags.Of(scalar.Tag, span) switch
        {
            YamlTag.None => scalar.Style == ScalarStyle.Plain,
            YamlTag.Literal => true,
            _ => false,
        };
        return new(span, scalar.Value, mayBeLiteral ? LiteralOf(scalar.Value) : null, null, null);
    }

    private static string? LiteralOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => "null",
        "true" or "True" or "TRUE" => "true",
        "false" or "False" or "FALSE" => "false",
        _ when !char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+' or '.') => null,
        _ when HexNumber().IsMatch(text)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) =>
                hex.ToString(CultureInfo.InvariantCulture),
        _ when DecimalNumber().Match(text) is { Success: true } number => JsonNumberOf(number),
        _ => null,
    };

    // JSON has no plus sign, no leading zeros and no bare decimal point.
    private static string JsonNumberOf(Match number)
    {
        var whole = number.Groups["whole"].Value.TrimStart('0');
        var fraction = number.Groups["fraction"].Value;
        return (number.Groups["sign"].Value == "-" ? "-" : "")
            + (whole.Length == 0 ? "0" : whole)
            + (fraction.Length == 0 ? "" : "." + fraction)
            + number.Groups["exponent"].Value;
    }

    [GeneratedRegex(@"^0x[0-9a-fA-F]+$")]
    private static partial Regex HexNumber();

    [GeneratedRegex(@"^(?<sign>[-+]?)(?:(?<whole>[0-9]+)(?:\.(?<fraction>[0-9]*))?|\.(?<fraction>[0-9]+))(?<exponent>[eE][-+]?[0-9]+)?$")]
    private static partial Regex DecimalNumber();
}

/// <summary>A member of a mapping.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsMerge">Whether it is the merge key, whose mappings are put in place of it.</param>
/// <param name="Span">Where the name stands.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlMember(string Name, bool IsMerge, YamlSpan Span, YamlValue Value);
