using System.Text.RegularExpressions;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>Addresses of the Web API.</summary>
internal static partial class DataversePath
{
    /// <summary>The path after <c>/api/data/v9.x</c> and the query; the path is null where the address does not belong to the service.</summary>
    public static (string? Path, string Query) Read(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var match = Root().Match(path);
        var rest = match.Success ? match.Groups["rest"].Value : path.Contains("://", StringComparison.Ordinal)
            || path.StartsWith('/') ? null : "/" + path;
        return (rest, query < 0 ? "" : target[query..]);
    }

    [GeneratedRegex(@"^(?:https?://[^/]+)?/api/data/v9\.[0-2](?<rest>/.*)$")]
    private static partial Regex Root();
}
