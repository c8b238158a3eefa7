using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules;

/// <summary>How near two names are, for "did you mean".</summary>
public static class Similar
{
    private const int LongestText = 200;

    /// <summary>The number of slips between two texts: single-character edits and swaps of neighbours, case not counted.</summary>
    public static int Distance(string a, string b) =>
        a.Length > LongestText || b.Length > LongestText ? Math.Max(a.Length, b.Length) : EditDistance.Between(a, b, int.MaxValue);

    /// <summary>The candidate nearest to a name, if it is near enough to be meant.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var best = candidates.Select(c => (Candidate: c, Distance: Distance(c, name))).OrderBy(x => x.Distance).FirstOrDefault();
        return best.Candidate is not null && best.Distance <= Math.Max(1, name.Length / 3) ? best.Candidate : null;
    }
}
