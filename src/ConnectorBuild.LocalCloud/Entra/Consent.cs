using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>Whether an app may act for the maker, asking for it where users may decide.</summary>
internal static class Consent
{
    /// <summary>True where the permissions are granted, or were granted just now by the maker.</summary>
    public static bool Ensure(CloudState state, Tenant tenant, JsonObject application, JsonObject resource, string scopes, DirectoryView view)
    {
        var wanted = scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var client = view.ServicePrincipal(application.Text("appId")!);
        var granted = client is null ? [] : Granted(tenant, view, client.Text("id")!, resource.Text("id")!);
        var missing = wanted.Except(granted, StringComparer.OrdinalIgnoreCase).ToList();
        if (missing.Count == 0)
        {
            return true;
        }

        var adminOnly = Resources.Scopes(view, resource).Any(s => s.Text("type") == "Admin" && missing.Contains(s.Text("value") ?? "", StringComparer.OrdinalIgnoreCase));
        if (!tenant.Options.UserConsent || adminOnly)
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
            ["principalId"] = tenant.MakerId,
            ["resourceId"] = resource.Text("id"),
            ["scope"] = string.Join(' ', missing),
        }, state.Now);
        return true;
    }

    private static List<string> Granted(Tenant tenant, DirectoryView view, string clientId, string resourceId) =>
        [.. view.All(DirectoryKind.OAuth2PermissionGrant)
            .Where(g => g.Text("clientId") == clientId && g.Text("resourceId") == resourceId
                && (g.Text("consentType") == "AllPrincipals" || g.Text("principalId") == tenant.MakerId))
            .SelectMany(g => g.Text("scope")!.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

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
