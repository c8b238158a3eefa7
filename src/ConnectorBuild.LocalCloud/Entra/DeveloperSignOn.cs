using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>
/// The app of Microsoft's that developer tools sign people in with (Azure CLI; Azure.Identity's default). Every tenant has it, no
/// directory lists it, it has no secret and needs no consent.
/// </summary>
internal static class DeveloperSignOn
{
    public const string AppId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    /// <summary>Whether a client id is the app's.</summary>
    public static bool Is(string appId) => string.Equals(appId, AppId, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a browser may be sent back to an address with a code for the app: a program on the person's own machine, on any port (RFC
    /// 8252, section 7.3).
    /// </summary>
    public static bool Redirects(string appId, string redirectUri) =>
        Is(appId) && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) && uri is { Scheme: "http", Host: "localhost" };

    /// <summary>The app, as far as the sign-in service looks at it.</summary>
    public static JsonObject Application() =>
        ApplicationObject.Create(AppId, AppId, "Microsoft Azure CLI", "AzureADMultipleOrgs", "microsoft.com", DateTimeOffset.UnixEpoch);

    /// <summary>A sign-in through it to a resource: the person's own rights, which are an application administrator's.</summary>
    public static SignInSession SignIn(EntraContext context, Tenant tenant, string scope)
    {
        var (resource, permissions, openId) = Resources.Split(scope) ?? throw context.Refuse(EntraError.InvalidScope(scope));
        var principal = Resources.Find(context.State, tenant, context.View(tenant), resource)
            ?? throw context.Refuse(EntraError.UnknownResource(resource, tenant.Id));
        var scopes = principal.Text("appId") == KnownResources.GraphAppId
            ? "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All Directory.AccessAsUser.All User.Read.All"
            : "user_impersonation";
        return new SignInSession(tenant, AppId, resource, principal.Text("appId")!, scopes, context.State.Now.AddMinutes(15)) 
        {
            Client = ClientKind.Public,
            IsDefault = permissions is [".default"],
            OpenIdScopes = openId,
        };
    }
}
