using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Apis;

/// <summary>The app and the service principal of an API that a tenant declares or assumes.</summary>
internal static class ApiApplication
{
    private const string OriginMember = "_api";

    /// <summary>Why a tenant knows the app.</summary>
    public static ApiOrigin Origin(JsonObject application) => application.Text(OriginMember) switch
    {
        nameof(ApiOrigin.Declared) => ApiOrigin.Declared,
        nameof(ApiOrigin.Assumed) => ApiOrigin.Assumed,
        _ => ApiOrigin.Registered,
    };

    /// <summary>The apps of an origin.</summary>
    public static List<JsonObject> All(Tenant tenant, ApiOrigin origin) =>
        [.. tenant.Directory.Current.All(DirectoryKind.Application).Where(a => Origin(a) == origin)];

    /// <summary>A new app, not written yet.</summary>
    public static JsonObject New(CloudState state, Tenant tenant, string? clientId, string name)
    {
        var application = ApplicationObject.Create(
            state.Ids.NextId(), clientId ?? state.Ids.NextId(), name, "AzureADMultipleOrgs", tenant.Domain, DateTimeOffset.UnixEpoch);
        Mark(application, ApiOrigin.Assumed);
        return application;
    }

    /// <summary>Sets the origin.</summary>
    public static void Mark(JsonObject application, ApiOrigin origin) => application[OriginMember] = origin.ToString();

    /// <summary>
    /// Replaces the delegated permissions. A permission or role that the app has under that name keeps its id, so that consents stay.
    /// </summary>
    public static void SetScopes(CloudState state, JsonObject application, IEnumerable<(string Name, ScopeConsent Consent)> scopes)
    {
        var known = application["api"].Items("oauth2PermissionScopes").ToList();
        application["api"]!["oauth2PermissionScopes"] = new JsonArray([.. scopes.Select(s => (JsonNode)new JsonObject
        {
            ["id"] = Id(state, known, s.Name),
            ["value"] = s.Name,
            ["type"] = s.Consent.ToString(),
            ["isEnabled"] = true,
            ["adminConsentDisplayName"] = s.Name,
            ["adminConsentDescription"] = s.Name,
            ["userConsentDisplayName"] = s.Name,
            ["userConsentDescription"] = s.Name,
        })]);
    }

    /// <summary>Replaces the app roles, and says who has them. A permission or role that the app has under that name keeps its id.</summary>
    public static void SetRoles(CloudState state, JsonObject application, IReadOnlyList<LocalAppRoleOptions> roles)
    {
        var known = application.Items("appRoles").ToList();
        application["appRoles"] = new JsonArray([.. roles.Select(r => (JsonNode)new JsonObject
        {
            ["id"] = Id(state, known, r.Name),
            ["value"] = r.Name,
            ["displayName"] = r.Name,
            ["description"] = r.Name,
            ["isEnabled"] = true,
            ["allowedMemberTypes"] = new JsonArray(r.Members.ToString()),
        })]);
        application[TokenRoles.AssignedMember] = roles.Where(r => r.Assigned).Select(r => r.Name).ToJsonArray();
    }

    /// <summary>Writes an app, with a service principal where it has none. Replicas know it at once: no request of the deployment made it.</summary>
    public static void Put(CloudState state, Tenant tenant, JsonObject application)
    {
        tenant.Directory.Put(DirectoryKind.Application, application.Text("id")!, application, DateTimeOffset.UnixEpoch);
        if (tenant.Directory.Current.ServicePrincipal(application.Text("appId")!) is null)
        {
            var principal = ServicePrincipalObject.Create(state.Ids.NextId(), application, tenant.Id);
            tenant.Directory.Put(DirectoryKind.ServicePrincipal, principal.Text("id")!, principal, DateTimeOffset.UnixEpoch);
        }
    }

    /// <summary>Takes an app and its service principal away.</summary>
    public static void Remove(Tenant tenant, JsonObject application)
    {
        if (tenant.Directory.Current.ServicePrincipal(application.Text("appId")!) is { } principal)
        {
            tenant.Directory.Put(DirectoryKind.ServicePrincipal, principal.Text("id")!, null, DateTimeOffset.UnixEpoch);
        }

        tenant.Directory.Put(DirectoryKind.Application, application.Text("id")!, null, DateTimeOffset.UnixEpoch);
    }

    private static string Id(CloudState state, List<JsonObject> known, string name) =>
        known.Find(k => k.Text("value") == name)?.Text("id") ?? state.Ids.NextId();
}
