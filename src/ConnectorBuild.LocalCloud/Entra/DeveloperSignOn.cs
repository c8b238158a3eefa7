using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>
/// The apps of Microsoft's that developer tools sign people in with: that of the Azure CLI, which is Azure.Identity's default, and that of
/// the Power Platform CLI (one source). Every tenant has them, no directory lists them, they have no secret and need no consent.
/// </summary>
internal static class DeveloperSignOn
{
    /// <summary>The client id of the Azure CLI's.</summary>
    public const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        [AzureCli] = "Microsoft Azure CLI",
        ["9cee029c-6210-4654-90bb-17e6e9d36617"] = "Power Platform CLI",
    };

    /// <summary>Whether a client id is that of one of them.</summary>
    public static bool Is(string appId) => Names.ContainsKey(appId);

    /// <summary>
    /// Whether a browser may be sent back to an address with a code for one of them: a program on the person's own machine, on any port (RFC
    /// 8252, section 7.3).
    /// </summary>
    public static bool Redirects(string appId, string redirectUri) =>
        Is(appId) && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) && uri is { Scheme: "http", Host: "localhost" };

    /// <summary>One of them, as far as the sign-in service looks at it.</summary>
    public static JsonObject Application(string appId) =>
        ApplicationObject.Create(appId, appId, Names[appId], "AzureADMultipleOrgs", "microsoft.com", DateTimeOffset.UnixEpoch);

    /// <summary>A sign-in through one of them to a resource: the person's own rights, which are an application administrator's.</summary>
    public static SignInSession SignIn(EntraContext context, Tenant tenant, string appId, string scope)
    {
        var (resource, permissions, openId) = Resources.Split(scope) ?? throw context.Refuse(EntraError.InvalidScope(scope));
        var principal = Resources.Find(context.State, tenant, context.View(tenant), resource)
            ?? throw context.Refuse(EntraError.UnknownResource(resource, tenant.Id));
        var scopes = principal.Text("appId") == KnownResources.GraphAppId
            ? "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All Directory.AccessAsUser.All User.Read.All"
            : "user_impersonation";
        return new SignInSession(tenant, appId, resource, principal.Text("appId")!, scopes, context.State.Now.AddMinutes(15)) 
        {
            Client = ClientKind.Public,
            IsDefault = permissions is [".default"],
            OpenIdScopes = openId,
        };
    }
}
