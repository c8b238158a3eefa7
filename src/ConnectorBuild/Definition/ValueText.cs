using System.Globalization;
using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>Values as messages quote them: short, on one line, nothing that could steer a terminal.</summary>
internal static class ValueText
{
    private const int MaxLength = 80;

    /// <summary>A value: texts in quotes, objects and arrays by their kind.</summary>
    public static string Of(SourceNode node) => node.Kind switch
    {
        NodeKind.Object => "an object",
        NodeKind.Array => "a list",
        NodeKind.String => $"\"{Shorten(node.Text!)}\"",
        NodeKind.Missing => "missing",
        _ => Shorten(Encoding.UTF8.GetString(node.Raw[..Math.Min(node.Raw.Length, MaxLength + 1)])),
    };

    /// <summary>A whole message: every rule quotes with <see cref="Shorten"/>, and one that forgets must not let a line end through.</summary>
    public static string OneLine(string message) => message.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? message : Clean(message);

    /// <summary>At most 80 characters, control characters replaced.</summary>
    public static string Shorten(string text)
    {
        var cut = text.Length > MaxLength ? string.Concat(text.AsSpan(0, CutAt(text)), "...") : text;
        return OneLine(cut);
    }

    private static int CutAt(string text) => char.IsHighSurrogate(text[MaxLength - 4]) ? MaxLength - 4 : MaxLength - 3;

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? '\uFFFD'
                : c);
        }

        return clean.ToString();
    }
}
