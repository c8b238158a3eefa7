using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>What goes into tokens.</summary>
internal static class Tokens
{
    /// <summary>Seconds that an access token lives.</summary>
    public const int Lifetime = 3599;

    /// <summary>A token for an app itself.</summary>
    public static string ForApplication(CloudState state, Tenant tenant, JsonObject application, string resource, string resourceAppId)
    {
        var principal = tenant.Directory.Current.ServicePrincipal(application.Text("appId")!)!;
        var api = tenant.Directory.Current.Application(resourceAppId);
        var claims = ForApi(state, tenant, api, resource, resourceAppId, application.Text("appId")!);
        claims["oid"] = principal.Text("id");
        claims["sub"] = principal.Text("id");
        if (api is null)
        {
            claims["idtyp"] = "app";
        }

        if (TokenVersion.Of(api) == 1)
        {
            claims["app_displayname"] = application.Text("displayName");
        }

        AddRoles(claims, resourceAppId == KnownResources.GraphAppId ? principal.Texts("_roles") : TokenRoles.Of(api, "Application"));
        return TokenSigner.Sign(claims, state.SigningKey);
    }

    /// <summary>A token for a user through an app.</summary>
    public static string ForUser(CloudState state, SignInSession session)
    {
        var user = session.Tenant.Directory.Current.Find(DirectoryKind.User, session.SignedIn)!;
        var api = session.Tenant.Directory.Current.Application(session.ResourceAppId);
        var claims = ForApi(state, session.Tenant, api, session.Resource, session.ResourceAppId, session.AppId);
        claims["oid"] = user.Text("id");
        claims["sub"] = user.Text("id");
        if (api is null)
        {
            claims["idtyp"] = "user";
        }

        claims["name"] = user.Text("displayName");
        foreach (var claim in TokenVersion.Of(api) == 2 ? ["preferred_username"] : new[] { "upn", "unique_name" })
        {
            claims[claim] = user.Text("userPrincipalName");
        }

        claims["scp"] = session.Scopes;
        AddRoles(claims, TokenRoles.Of(api, "User"));
        return TokenSigner.Sign(claims, state.SigningKey);
    }

    /// <summary>The id token of a sign-in.</summary>
    public static string ForIdentity(CloudState state, SignInSession session)
    {
        var user = session.Tenant.Directory.Current.Find(DirectoryKind.User, session.SignedIn)!;
        var claims = Common(state, session.Tenant, session.AppId, 2);
        claims["oid"] = user.Text("id");
        claims["sub"] = user.Text("id");
        claims["name"] = user.Text("displayName");
        claims["preferred_username"] = user.Text("userPrincipalName");

        // OpenID Connect Core 3.1.3.7: only what was sent comes back. Clients refuse a null.
        if (session.Nonce is { } nonce)
        {
            claims["nonce"] = nonce;
        }

        return TokenSigner.Sign(claims, state.SigningKey);
    }

    /// <summary>The <c>client_info</c> that MSAL keys its cache with.</summary>
    public static string ClientInfo(SignInSession session) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(new JsonObject { ["uid"] = session.SignedIn, ["utid"] = session.Tenant.Id }.ToJsonString()));

    /// <summary>
    /// The claims that every access token for an API has. A version 2 token is for the API's client id whatever name was asked for, a
    /// version 1 token for that name; each has its own issuer, and its own claim for the client (learn, "Access token claims reference").
    /// </summary>
    private static JsonObject ForApi(CloudState state, Tenant tenant, JsonObject? api, string resource, string resourceAppId, string clientId)
    {
        var version = TokenVersion.Of(api);
        var claims = Common(state, tenant, version == 2 ? resourceAppId : resource, version);
        claims[version == 2 ? "azp" : "appid"] = clientId;
        return claims;
    }

    private static void AddRoles(JsonObject claims, IEnumerable<string> roles)
    {
        if (roles.ToJsonArray() is { Count: > 0 } names)
        {
            claims["roles"] = names;
        }
    }

    private static JsonObject Common(CloudState state, Tenant tenant, string audience, int version)
    {
        var now = state.Now.ToUnixTimeSeconds();
        return new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = version == 2 ? $"{state.AuthorityHost}{tenant.Id}/v2.0" : $"https://sts.windows.net/{tenant.Id}/",
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + Lifetime,
            ["tid"] = tenant.Id,
            ["uti"] = state.Ids.NextText(22, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
            ["ver"] = version == 2 ? "2.0" : "1.0",
        };
    }
}
