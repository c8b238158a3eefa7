using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ConnectorBuild.Connectors;

/// <summary>Versions as Dataverse writes them: four numbers.</summary>
public static class SolutionVersion
{
    /// <summary>
    /// Four parts out of one to four; what follows <c>-</c> or <c>+</c> (a prerelease label, build metadata) has no place in Dataverse
    /// and is left out.
    /// </summary>
    /// <param name="version">For example <c>1.2</c> or <c>1.2.3-beta.1</c>.</param>
    /// <param name="normalized">For example <c>1.2.0.0</c>.</param>
    /// <param name="hasPrereleaseLabel">Whether a prerelease label was left out: two prereleases of a version look the same to Dataverse.</param>
    /// <returns>False if the text is not a version; each part is a number from 0 to 2147483647.</returns>
    public static bool TryNormalize(string? version, [NotNullWhen(true)] out string? normalized, out bool hasPrereleaseLabel)
    {
        normalized = null;
        var core = (version ?? "").Split('+')[0];
        var dash = core.IndexOf('-', StringComparison.Ordinal);
        hasPrereleaseLabel = dash >= 0;
        var parts = (dash < 0 ? core : core[..dash]).Split('.');
        if (parts.Length > 4)
        {
            return false;
        }

        var numbers = new int[4];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }

        normalized = string.Join('.', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        return true;
    }
}
