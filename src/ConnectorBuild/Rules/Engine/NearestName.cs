namespace ConnectorBuild.Rules.Engine;

/// <summary>"Did you mean".</summary>
internal static class NearestName
{
    private const int LongestName = 120;

    /// <summary>The nearest of some names, if it is near enough to be what was meant.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        string? nearest = null;
        var least = Math.Max(1, name.Length / 4) + 1;
        foreach (var candidate in candidates)
        {
            var distance = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase)
                ? 0
                : Math.Abs(candidate.Length - name.Length) < least ? Distance(name, candidate, least) : least;
            if (distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>A sentence's tail: <c> (did you mean 'x'?)</c>, or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } nearest ? $" (did you mean '{ValueText.Shorten(nearest)}'?)" : "";

    // Levenshtein without regard to case; a transposition counts two.
    private static int Distance(string left, string right, int bound)
    {
        Span<int> row = stackalloc int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            var least = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var same = char.ToLowerInvariant(left[line - 1]) == char.ToLowerInvariant(right[column - 1]);
                var cost = Math.Min(Math.Min(row[column], row[column - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[column];
                row[column] = cost;
                least = Math.Min(least, cost);
            }

            if (least >= bound)
            {
                return bound;
            }
        }

        return row[right.Length];
    }
}
