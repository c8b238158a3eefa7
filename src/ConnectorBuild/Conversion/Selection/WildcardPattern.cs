namespace ConnectorBuild.Conversion.Selection;

/// <summary>Patterns with <c>*</c> (any characters, slashes too) and <c>?</c> (one character); upper and lower case are the same.</summary>
internal static class WildcardPattern
{
    /// <summary>Whether a text matches one of the patterns that semicolons separate.</summary>
    public static bool MatchesAny(string patterns, string text) =>
        patterns.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(p => Matches(p, text));

    /// <summary>Whether a text matches a pattern. Takes time in proportion to both lengths.</summary>
    public static bool Matches(string pattern, string text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
