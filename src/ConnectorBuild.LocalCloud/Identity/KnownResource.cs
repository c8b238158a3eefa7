using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>A delegated permission of a resource.</summary>
/// <param name="Id">The permission's id.</param>
/// <param name="Value">Its name in tokens.</param>
/// <param name="AdminOnly">Whether only an administrator can consent to it.</param>
internal readonly record struct KnownScope(string Id, string Value, bool AdminOnly = false);

/// <summary>An API of Microsoft's that every real tenant knows.</summary>
/// <param name="AppId">Its client id.</param>
/// <param name="DisplayName">Its display name.</param>
/// <param name="Names">The identifiers that tokens can be asked for, besides the client id.</param>
/// <param name="Scopes">Delegated permissions.</param>
internal sealed record KnownResource(string AppId, string DisplayName, IReadOnlyList<string> Names, IReadOnlyList<KnownScope> Scopes)
{
    /// <summary>Application permissions: id and name.</summary>
    public IReadOnlyList<(string Id, string Value)> Roles { get; init; } = [];

    /// <summary>The object that a tenant's directory holds.</summary>
    public JsonObject ToServicePrincipal(string id) => new()
    {
        ["id"] = id,
        ["appId"] = AppId,
        ["appDisplayName"] = DisplayName,
        ["displayName"] = DisplayName,
        ["accountEnabled"] = true,
        ["appOwnerOrganizationId"] = "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
        ["appRoleAssignmentRequired"] = false,
        ["servicePrincipalType"] = "Application",
        ["servicePrincipalNames"] = Names.Prepend(AppId).ToJsonArray(),
        ["tags"] = new JsonArray(),
        ["notes"] = null,
        ["oauth2PermissionScopes"] = new JsonArray([.. Scopes.Select(s => (JsonNode)new JsonObject
        {
            ["id"] = s.Id,
            ["value"] = s.Value,
            ["type"] = s.AdminOnly ? "Admin" : "User",
            ["isEnabled"] = true,
            ["adminConsentDisplayName"] = s.Value,
            ["adminConsentDescription"] = s.Value,
            ["userConsentDisplayName"] = s.Value,
            ["userConsentDescription"] = s.Value,
        })]),
        ["appRoles"] = new JsonArray([.. Roles.Select(r => (JsonNode)new JsonObject
        {
            ["id"] = r.Id,
            ["value"] = r.Value,
            ["displayName"] = r.Value,
            ["description"] = r.Value,
            ["isEnabled"] = true,
            ["allowedMemberTypes"] = new JsonArray("Application"),
        })]),
    };
}
