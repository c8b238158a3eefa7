using System.Text.RegularExpressions;

namespace ConnectorBuild.LocalCloud.Http;

/// <summary>
/// A path with placeholders: <c>/applications(appId='{appId}')</c>. ASP.NET Core's routing does not know OData's parentheses.
/// </summary>
internal sealed partial class RouteTemplate(string template, bool ignoreCase)
{
    private readonly Lazy<Regex> _pattern = new(() => new Regex(
        "^" + Placeholder().Replace(Regex.Escape(template).Replace("}", @"\}", StringComparison.Ordinal), Capture) + "$",
        RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None)));

    /// <summary>Reads the placeholders' values, decoded.</summary>
    public bool TryMatch(string path, out IReadOnlyDictionary<string, string> values)
    {
        values = new Dictionary<string, string>();
        var match = _pattern.Value.Match(path);
        if (!match.Success)
        {
            match = path.Contains('%', StringComparison.Ordinal) ? _pattern.Value.Match(Uri.UnescapeDataString(path)) : match;
            if (!match.Success)
            {
                return false;
            }
        }

        values = match.Groups.Values.Skip(1).ToDictionary(
            g => g.Name,
            g => Uri.UnescapeDataString(g.Value).Replace("''", "'", StringComparison.Ordinal),
            StringComparer.Ordinal);
        return true;
    }

    private static string Capture(Match match) => match.Groups["quote"].Success
        ? $"'(?<{match.Groups["name"].Value}>(?:[^']|'')*)'"
        : $"(?<{match.Groups["name"].Value}>[^/()']+)";

    [GeneratedRegex(@"(?<quote>')?\\\{(?<name>[a-zA-Z]+)\\\}'?")]
    private static partial Regex Placeholder();
}
