namespace ConnectorBuild.Rules.Engine;

/// <summary>A JSON pointer in which <c>*</c> stands for one segment and <c>**</c> for any number, none included.</summary>
internal sealed class PointerPattern(string pattern)
{
    private readonly string[] _segments = Split(pattern);

    public bool Matches(string pointer) => Matches(_segments, Split(pointer));

    // Like a glob: on a mismatch behind "**" take one segment more into it and try again. Linear but for that, without recursion.
    private static bool Matches(string[] pattern, string[] segments)
    {
        var (p, s) = (0, 0);
        var (starAt, starFrom) = (-1, 0);
        while (s < segments.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
            {
                (starAt, starFrom) = (p++, s);
            }
            else if (p < pattern.Length && (pattern[p] == "*" || pattern[p] == segments[s]))
            {
                p++;
                s++;
            }
            else if (starAt >= 0)
            {
                p = starAt + 1;
                s = ++starFrom;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept("**") < 0;
    }

    // The platform writes pointers without the leading slash, and copies out of its messages should work.
    private static string[] Split(string pointer)
    {
        var trimmed = pointer.TrimStart('#').TrimStart('/');
        return trimmed.Length == 0 ? [] : trimmed.Split('/');
    }
}
