using System.Globalization;
using System.Text;

namespace ConnectorBuild.Diagnostics;

/// <summary>
/// Makes text of a user's file harmless before it reaches a log: a definition must not be able to steer a terminal, nor to give commands to the
/// CI system that reads the log (<c>##vso[</c> of Azure Pipelines, <c>##[</c> and <c>::</c> of GitHub Actions).
/// </summary>
public static class SafeText
{
    /// <summary>The text on one line, without control characters and without anything that a CI system would take for a command.</summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = NeedsCleaning(text) ? Clean(text) : text;
        return line.AsSpan().TrimStart().StartsWith("::") ? line.Replace("::", ": :", StringComparison.Ordinal) : line;
    }

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
