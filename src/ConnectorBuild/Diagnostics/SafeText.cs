using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectorBuild.Diagnostics;

/// <summary>
/// The one place that makes text of unknown origin safe for where it goes. A title, the name of an app or what a server says must not steer
/// a terminal, give commands to the CI system that reads a log, look like an error to whoever reads a log, or be evaluated where it is
/// written to.
/// </summary>
public static partial class SafeText
{
    // Look like the colon and the space that make a line an error, for readers and for whoever searches a log by the words.
    private const char LookAlikeColon = '\u2236';
    private const char NoBreakSpace = '\u00A0';

    /// <summary>
    /// The text as one line without control characters and without a command of a CI system (<c>##vso[</c> of Azure Pipelines, <c>##[</c>
    /// and <c>::</c> of GitHub Actions): what a message may hold.
    /// </summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = NeedsCleaning(text) ? Clean(text) : text;
        return line.AsSpan().TrimStart().StartsWith("::") ? line.Replace("::", ": :", StringComparison.Ordinal) : line;
    }

    /// <summary>
    /// The text as a line of a terminal or of a CI system's log: <see cref="OneLine"/>, and nothing in it is in the form of an error or a
    /// warning (<c>origin : error CODE: text</c>), which MSBuild and the problem matchers of CI systems look for anywhere in a line.
    /// </summary>
    public static string ForLog(string text)
    {
        var line = OneLine(text);
        return MayBeError(line) ? ErrorColon().Replace(line, match => match.Value.Replace(':', LookAlikeColon).Replace(' ', NoBreakSpace)) : line;
    }

    /// <summary>
    /// The path of a file in front of the colon that a line of a log has behind it; unusual ones are escaped as in an address.
    /// </summary>
    public static string ForLogPath(string path)
    {
        var safe = ForLog(path);
        if (!ErrorColon().IsMatch(safe + ":"))
        {
            return safe;
        }

        var escaped = safe.Replace(" ", "%20", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);
        return ErrorColon().IsMatch(escaped + ":") ? "./" + escaped : escaped;
    }

    private static bool MayBeError(string line) =>
        line.Contains("error", StringComparison.OrdinalIgnoreCase) || line.Contains("warning", StringComparison.OrdinalIgnoreCase);

    // As MSBuild's own expression has it: the word behind a space, a colon or nothing, then perhaps a code, then the colon.
    [GeneratedRegex(@"(?<=^|[\s:])(error|warning)( +\S*)? *:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorColon();

    private static bool NeedsCleaning(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 || text.Contains("##", StringComparison.Ordinal);

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r')
            {
                clean.Append(' ');
            }
            else if (IsInvisible(rune))
            {
                clean.Append('\uFFFD');
            }
            else
            {
                // "##" in front of a bracket is a command wherever in the line it stands.
                clean.Append(rune.Value == '#' && clean is [.., '#'] ? " #" : rune.ToString());
            }
        }

        return clean.ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
