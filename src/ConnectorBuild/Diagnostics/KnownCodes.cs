namespace ConnectorBuild.Diagnostics;

/// <summary>
/// The ids of every code, of whatever assembly: a generated list, so that the core can judge a setting that names a code of the cloud half.
/// </summary>
internal static partial class KnownCodes
{
    private static readonly HashSet<string> All = new(Ids.Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is such a code; case does not matter.</summary>
    public static bool Contains(string id) => All.Contains(id);
}
