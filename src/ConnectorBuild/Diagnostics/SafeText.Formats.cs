using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace ConnectorBuild.Diagnostics;

// For files. Each form keeps the text and takes from it what the file's format would act on.
public static partial class SafeText
{
    // What Markdown as GitHub and Azure DevOps show it acts on: emphasis, code, links, images, mentions, tables, headings, numbers of
    // issues, formulas, strikethrough.
    private const string MarkdownMarks = "|\\*_`[]@#$~";

    /// <summary>The text in a Markdown document, also in a cell of a table: shown as it is, also where the document is printed to a log.</summary>
    public static string ForMarkdown(string text)
    {
        var safe = new StringBuilder();
        foreach (var character in ForLog(text))
        {
            _ = character switch
            {
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                _ when MarkdownMarks.Contains(character) => safe.Append('\\').Append(character),
                _ => safe.Append(character),
            };
        }

        return safe.ToString();
    }

    /// <summary>The text between backticks in a Markdown document, where nothing can be escaped.</summary>
    public static string ForMarkdownCode(string text) => ForLog(text).Replace('`', '\'');

    /// <summary>A line of a log in a fenced block (<c>```</c>) of a Markdown document; findings of our own keep their form.</summary>
    public static string ForMarkdownBlock(string text) => OneLine(text).Replace("```", "'''", StringComparison.Ordinal);

    /// <summary>The text as the value of an MSBuild property or metadata in a project file: nothing in it is evaluated.</summary>
    public static string ForMSBuild(string text) =>
        ForXml(text)
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("$(", "%24(", StringComparison.Ordinal)
            .Replace("@(", "%40(", StringComparison.Ordinal);

    /// <summary>
    /// The text as the <c>Include</c> of an MSBuild item: one item whose name is the text, not a list and not a pattern of file names.
    /// </summary>
    public static string ForMSBuildItem(string text) =>
        ForMSBuild(text)
            .Replace(";", "%3B", StringComparison.Ordinal)
            .Replace("*", "%2A", StringComparison.Ordinal)
            .Replace("?", "%3F", StringComparison.Ordinal);

    /// <summary>
    /// The text with what no XML document can hold (control characters, half of a surrogate pair) replaced; marks are left to the writer.
    /// </summary>
    public static string ForXml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // Half of a pair comes as U+FFFD.
        {
            safe.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return safe.ToString();
    }

    /// <summary>
    /// JSON that may be in a log: what begins a command or makes a line an error is escaped inside its texts, so that whoever parses the
    /// JSON gets every value as it is.
    /// </summary>
    /// <param name="json">The JSON; its line breaks stay.</param>
    public static string ForJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return !MayBeError(json) && !json.Contains("##", StringComparison.Ordinal)
            ? json
            : JsonString().Replace(json, text => ErrorInJson()
                .Replace(text.Value, error => error.Value.Replace(":", "\\u003A", StringComparison.Ordinal))
                .Replace("##", "#\\u0023", StringComparison.Ordinal));
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"
        """, RegexOptions.CultureInvariant)]
    private static partial Regex JsonString();

    [GeneratedRegex(@"(error|warning)(\s+\S*)?\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorInJson();
}
