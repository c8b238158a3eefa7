namespace ConnectorBuild.LocalCloud.Apis;

/// <summary>An API that a tenant of the local cloud knows.</summary>
/// <param name="Origin">Why it is known.</param>
/// <param name="Tenant">The tenant's name.</param>
/// <param name="Name">The display name.</param>
/// <param name="ClientId">The client id.</param>
/// <param name="Resources">The addresses that tokens can be asked for, besides the client id.</param>
/// <param name="Scopes">The names of its delegated permissions.</param>
/// <param name="Roles">The names of its app roles.</param>
/// <param name="TokenVersion">The version of its access tokens, 1 or 2.</param>
public sealed record LocalApi(
    ApiOrigin Origin,
    string Tenant,
    string Name,
    string ClientId,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Roles,
    int TokenVersion);
