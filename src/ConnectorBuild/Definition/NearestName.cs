namespace ConnectorBuild.Definition;

/// <summary>"Did you mean".</summary>
public static class NearestName
{
    private const int LongestName = 120;

    /// <summary>The nearest of some names, if it is near enough to be what was meant.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">The names that exist.</param>
    /// <returns>The nearest name; null where none is near.</returns>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        string? nearest = null;

        // As many slips as the name has letters make any name of any other.
        var least = Math.Min(Math.Max(1, name.Length / 4) + 1, name.Length);
        foreach (var candidate in candidates)
        {
            var distance = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase)
                ? 0
                : Math.Abs(candidate.Length - name.Length) < least ? EditDistance.Between(name, candidate, least) : least;
            if (distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>A sentence's tail: <c> (did you mean 'x'?)</c>, or nothing.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">The names that exist.</param>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } nearest ? $" (did you mean '{ValueText.Shorten(nearest)}'?)" : "";
}
