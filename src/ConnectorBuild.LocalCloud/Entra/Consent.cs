using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>Whether an app may act for a user, asking for it where users may decide.</summary>
internal static class Consent
{
    /// <summary>True where the permissions are granted, or were granted just now by the user.</summary>
    public static bool Ensure(
        CloudState state, Tenant tenant, JsonObject user, JsonObject application, JsonObject resource, string scopes, DirectoryView view)
    {
        var wanted = scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var client = view.ServicePrincipal(application.Text("appId")!);
        var granted = Granted(view, application.Text("appId")!, resource, user.Text("id")!);
        var missing = wanted.Except(granted, StringComparer.OrdinalIgnoreCase).ToList();
        if (missing.Count == 0)
        {
            return true;
        }

        var adminOnly = Resources.Scopes(view, resource)
            .Any(s => s.Text("type") == "Admin" && missing.Contains(s.Text("value") ?? "", StringComparer.OrdinalIgnoreCase));
        if (user[Tenant.AdminMark]?.GetValue<bool>() is not true && (!tenant.Options.UserConsent || adminOnly))
        {
            return false;
        }

        client ??= AddServicePrincipal(state, tenant, application);
        var id = state.Ids.NextId();
        tenant.Directory.Put(DirectoryKind.OAuth2PermissionGrant, id, new JsonObject
        {
            ["id"] = id,
            ["clientId"] = client.Text("id"),
            ["consentType"] = "Principal",
            ["principalId"] = user.Text("id"),
            ["resourceId"] = resource.Text("id"),
            ["scope"] = string.Join(' ', missing),
        }, state.Now);
        return true;
    }

    /// <summary>
    /// What an app may use of an API for a user: what an administrator or the user has consented to, and what the API preauthorises.
    /// </summary>
    public static List<string> Granted(DirectoryView view, string clientAppId, JsonObject resource, string userId)
    {
        var client = view.ServicePrincipal(clientAppId).Text("id");
        return
        [
            .. view.All(DirectoryKind.OAuth2PermissionGrant)
                .Where(g => client is not null && g.Text("clientId") == client && g.Text("resourceId") == resource.Text("id")
                    && (g.Text("consentType") == "AllPrincipals" || g.Text("principalId") == userId))
                .SelectMany(g => g.Text("scope")!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Concat(Preauthorization.Scopes(view, resource.Text("appId")!, clientAppId))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static JsonObject AddServicePrincipal(CloudState state, Tenant tenant, JsonObject application)
    {
        var appId = application.Text("appId")!;
        if (tenant.Directory.Current.ServicePrincipal(appId) is { } known)
        {
            return known;
        }

        var principal = ServicePrincipalObject.Create(state.Ids.NextId(), application, tenant.Id);
        tenant.Directory.Put(DirectoryKind.ServicePrincipal, principal.Text("id")!, principal, state.Now);
        return principal;
    }
}
