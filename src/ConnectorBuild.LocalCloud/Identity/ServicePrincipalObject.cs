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
        ["_owners"] = new JsonArray(),
    };

    /// <summary>With what the tenant's own app, or the table of Microsoft's APIs, lends to its service principal.</summary>
    public static JsonObject Complete(JsonObject principal, DirectoryView view)
    {
        var copy = principal.Copy();
        if (view.Application(principal.Text("appId")!) is { } application)
        {
            copy["appDisplayName"] = application.Text("displayName");
            copy["signInAudience"] = application.Text("signInAudience");
            copy["info"] = application["info"]?.DeepClone();
            copy["servicePrincipalNames"] = Resources.Names(view, principal).ToJsonArray();
        }

        return copy;
    }

    /// <summary>Also with its permissions, which are many for some APIs: for a request that shows them.</summary>
    public static JsonObject WithPermissions(JsonObject completed, DirectoryView view)
    {
        completed["oauth2PermissionScopes"] = new JsonArray([.. Resources.Scopes(view, completed).Select(s => s.DeepClone())]);
        completed["appRoles"] = new JsonArray([.. Resources.Roles(view, completed).Select(r => r.DeepClone())]);
        return completed;
    }
}
