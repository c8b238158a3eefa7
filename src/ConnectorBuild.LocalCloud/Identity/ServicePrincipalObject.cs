using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>The shape of a <c>servicePrincipal</c>.</summary>
internal static class ServicePrincipalObject
{
    /// <summary>Names that can be selected and filtered.</summary>
    public static IReadOnlySet<string> Properties { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "id", "appId", "appDisplayName", "displayName", "accountEnabled", "appOwnerOrganizationId", "appRoleAssignmentRequired", "servicePrincipalType",
        "servicePrincipalNames", "tags", "notes", "oauth2PermissionScopes", "appRoles", "createdDateTime", "deletedDateTime",
    };

    /// <summary>The service principal of an app of the tenant.</summary>
    public static JsonObject Create(string id, JsonObject application, string tenantId) => new()
    {
        ["id"] = id,
        ["deletedDateTime"] = null,
        ["appId"] = application.Text("appId"),
        ["appDisplayName"] = application.Text("displayName"),
        ["displayName"] = application.Text("displayName"),
        ["accountEnabled"] = true,
        ["appOwnerOrganizationId"] = tenantId,
        ["appRoleAssignmentRequired"] = false,
        ["servicePrincipalType"] = "Application",
        ["servicePrincipalNames"] = new JsonArray(application.Text("appId")),
        ["tags"] = new JsonArray(),
        ["notes"] = null,
        ["oauth2PermissionScopes"] = new JsonArray(),
        ["appRoles"] = new JsonArray(),
        ["_owners"] = new JsonArray(),
    };

    /// <summary>With what the tenant's own app lends to its service principal.</summary>
    public static JsonObject Complete(JsonObject principal, DirectoryView view)
    {
        if (view.Application(principal.Text("appId")!) is not { } application)
        {
            return principal;
        }

        var copy = principal.Copy();
        copy["appDisplayName"] = application.Text("displayName");
        copy["servicePrincipalNames"] = Resources.Names(view, principal).ToJsonArray();
        copy["oauth2PermissionScopes"] = application["api"]?["oauth2PermissionScopes"]?.DeepClone();
        copy["appRoles"] = application["appRoles"]?.DeepClone();
        return copy;
    }
}
