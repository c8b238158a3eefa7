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
    public static string ForApplication(CloudState state, Tenant tenant, JsonObject application, string resource, string resourceAppId, int version)
    {
        var principal = tenant.Directory.Current.ServicePrincipal(application.Text("appId")!)!;
        var claims = Common(state, tenant, resource, version, application.Text("appId")!);
        claims["oid"] = principal.Text("id");
        claims["sub"] = principal.Text("id");
        claims["idtyp"] = "app";
        claims["app_displayname"] = application.Text("displayName");
        if (resourceAppId == KnownResources.GraphAppId && principal.Texts("_roles").ToJsonArray() is { Count: > 0 } roles)
        {
            claims["roles"] = roles;
        }

        return TokenSigner.Sign(claims, state.SigningKey);
    }

    /// <summary>A token for a user through an app.</summary>
    public static string ForUser(CloudState state, SignInSession session)
    {
        var user = session.Tenant.Directory.Current.Find(DirectoryKind.User, session.Tenant.MakerId)!;
        var claims = Common(state, session.Tenant, session.Resource, session.Version, session.AppId);
        claims["oid"] = user.Text("id");
        claims["sub"] = user.Text("id");
        claims["idtyp"] = "user";
        claims["name"] = user.Text("displayName");
        claims["upn"] = user.Text("userPrincipalName");
        claims["preferred_username"] = user.Text("userPrincipalName");
        claims["scp"] = session.Scopes;
        return TokenSigner.Sign(claims, state.SigningKey);
    }

    /// <summary>The id token of a sign-in.</summary>
    public static string ForIdentity(CloudState state, SignInSession session)
    {
        var user = session.Tenant.Directory.Current.Find(DirectoryKind.User, session.Tenant.MakerId)!;
        var claims = Common(state, session.Tenant, session.AppId, 2, session.AppId);
        claims["oid"] = user.Text("id");
        claims["sub"] = user.Text("id");
        claims["name"] = user.Text("displayName");
        claims["preferred_username"] = user.Text("userPrincipalName");
        claims["nonce"] = session.Nonce;
        return TokenSigner.Sign(claims, state.SigningKey);
    }

    /// <summary>The <c>client_info</c> that MSAL keys its cache with.</summary>
    public static string ClientInfo(Tenant tenant) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(new JsonObject { ["uid"] = tenant.MakerId, ["utid"] = tenant.Id }.ToJsonString()));

    private static JsonObject Common(CloudState state, Tenant tenant, string audience, int version, string appId)
    {
        var now = state.Now.ToUnixTimeSeconds();
        return new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = version == 2 ? $"{state.AuthorityHost}{tenant.Id}/v2.0" : $"https://sts.windows.net/{tenant.Id}/",
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + Lifetime,
            ["appid"] = appId,
            ["azp"] = appId,
            ["tid"] = tenant.Id,
            ["uti"] = state.Ids.NextText(22, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
            ["ver"] = version == 2 ? "2.0" : "1.0",
        };
    }
}
