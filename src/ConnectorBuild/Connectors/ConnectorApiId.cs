using System.Text.RegularExpressions;

namespace ConnectorBuild.Connectors;

/// <summary>API ids of connectors, as flows and connection references name them.</summary>
internal static partial class ConnectorApiId
{
    // A custom connector's id is its publisher's prefix, this and its name; connectors of Microsoft's have a name only.
    private const string Underscore = "-5f";

    private const string Provider = "/providers/Microsoft.PowerApps/apis/";

    /// <summary>The API id of a connector's internal id.</summary>
    public static string Create(string internalId) => Provider + internalId;

    /// <summary>
    /// Whether it ends as custom connectors' ids do: encoded underscore and 16 hex digits that stand for the environment, once or twice.
    /// </summary>
    public static bool IsCustom(string apiId) => EnvironmentHashes().IsMatch(apiId);

    /// <summary>
    /// The one internal id that differs from the API id in nothing but the environment, which an id written by hand may lack; null if
    /// none or several do.
    /// </summary>
    public static string? FindSame(string apiId, IEnumerable<string> internalIds)
    {
        if (!IsCustom(apiId) && !apiId.Contains(Underscore, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var stem = Stem(apiId);
        var same = internalIds.Where(i => IsCustom(i) && Stem(Create(i)).Equals(stem, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return same.Count == 1 ? same[0] : null;
    }

    private static string Stem(string apiId) => EnvironmentHashes().Replace(apiId, "");

    [GeneratedRegex("(-5f[0-9a-f]{16})+\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EnvironmentHashes();
}
