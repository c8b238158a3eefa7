using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>What a service principal's own settings forbid, whatever the app asks for.</summary>
internal static class SignInRights
{
    /// <summary>The refusal of an app whose service principal is disabled; null where it is not, or where there is none yet.</summary>
    public static EntraError? OfClient(DirectoryView view, JsonObject application) =>
        view.ServicePrincipal(application.Text("appId")!) is { } principal && IsDisabled(principal)
            ? EntraError.DisabledApplication(application.Text("appId")!, application.Text("displayName")!)
            : null;

    /// <summary>The refusal of a resource that is disabled.</summary>
    public static EntraError? OfResource(JsonObject principal) =>
        IsDisabled(principal) ? EntraError.DisabledResource(principal.Text("appId")!) : null;

    /// <summary>The refusal of a user who would have to be assigned to the app and is not.</summary>
    public static EntraError? OfUser(Tenant tenant, DirectoryView view, JsonObject application, string? userId = null)
    {
        var appId = application.Text("appId")!;
        var isFree = view.ServicePrincipal(appId) is not { } principal
            || principal["appRoleAssignmentRequired"]?.GetValue<bool>() is not true
            || view.All(DirectoryKind.AppRoleAssignment)
                .Any(a => a.Text("resourceId") == principal.Text("id") && a.Text("principalId") == (userId ?? tenant.MakerId));
        return isFree
            ? null
            : EntraError.NotAssigned(
                appId, application.Text("displayName")!,
                view.Find(DirectoryKind.User, userId ?? tenant.MakerId).Text("userPrincipalName")!);
    }

    private static bool IsDisabled(JsonObject principal) => principal["accountEnabled"]?.GetValue<bool>() is false;
}
