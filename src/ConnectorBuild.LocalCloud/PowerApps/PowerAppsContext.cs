using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>A request at the PowerApps resource provider with its caller.</summary>
/// <param name="State">The cloud.</param>
/// <param name="Storage">The blobs for icons, scripts and definitions.</param>
/// <param name="Tenant">The caller's tenant.</param>
/// <param name="Caller">The claims of the caller's token.</param>
/// <param name="Request">The request.</param>
/// <param name="Route">The path's placeholders.</param>
internal sealed partial record PowerAppsContext(
    CloudState State, ResourceStorage Storage, Tenant Tenant, JsonObject Caller, CloudRequest Request, IReadOnlyDictionary<string, string> Route)
{
    /// <summary>The environments of the caller's tenant.</summary>
    public IEnumerable<DataverseEnvironment> Environments => State.Environments.Values.Where(e => e.Tenant == Tenant);

    /// <summary>The body, which must be a JSON object.</summary>
    public JsonObject Body() => Request.Json() ?? throw PowerAppsError.Content("the body is not a JSON object.").ToFailure();

    /// <summary>The environment that <c>$filter=environment eq '...'</c> names.</summary>
    public DataverseEnvironment EnvironmentOfFilter() => Filter().Match(Request.Query.GetValueOrDefault("$filter") ?? "") is { Success: true } match
        ? Environment(match.Groups["name"].Value)
        : throw PowerAppsError.Content("the query parameter $filter must say environment eq '{name}'.").ToFailure();

    /// <summary>The environment with a name, which is its id.</summary>
    public DataverseEnvironment Environment(string name) =>
        Environments.FirstOrDefault(e => string.Equals(e.Id, name, StringComparison.OrdinalIgnoreCase))
            ?? throw PowerAppsError.NoEnvironment(name).ToFailure();

    [GeneratedRegex(@"^\s*environment\s+eq\s+'(?<name>[^']+)'(\s+and\s+IsCustomApi\s+eq\s+'True')?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Filter();
}
