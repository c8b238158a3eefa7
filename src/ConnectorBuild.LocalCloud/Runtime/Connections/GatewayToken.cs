using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>The token by which a client calls the gateway. The backend gets another one.</summary>
internal static class GatewayToken
{
    /// <summary>The audience.</summary>
    public const string Audience = "https://apihub.azure.com";

    /// <summary>A token of a tenant's user; of the maker where none is named.</summary>
    public static string Create(CloudState state, Tenant tenant, string? user = null)
    {
        var now = state.Now.ToUnixTimeSeconds();
        return TokenSigner.Sign(
            new JsonObject
            {
                ["aud"] = Audience,
                ["iss"] = $"https://sts.windows.net/{tenant.Id}/",
                ["iat"] = now,
                ["nbf"] = now,
                ["exp"] = now + 3599,
                ["tid"] = tenant.Id,
                ["oid"] = (user is null ? null : tenant.User(user).Text("id")) ?? tenant.MakerId,
                ["scp"] = "user_impersonation",
                ["ver"] = "1.0",
            },
            state.SigningKey);
    }

    /// <summary>What is wrong with a token for an environment; null without fault.</summary>
    /// <param name="state">The state.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="token">The token.</param>
    /// <param name="expires">When it ends.</param>
    /// <param name="caller">Object id of the user whose it is.</param>
    public static string? Problem(CloudState state, DataverseEnvironment environment, string token, out DateTimeOffset expires, out string caller)
    {
        (expires, caller) = (default, "");
        if (TokenSigner.Read(token) is not var (_, claims) || !TokenSigner.IsSignedBy(token, state.SigningKey))
        {
            return "The access token is not one of this cloud.";
        }

        caller = claims.Text("oid") ?? "";
        expires = DateTimeOffset.FromUnixTimeSeconds(claims["exp"]?.GetValue<long>() ?? 0);
        return claims.Text("aud")?.TrimEnd('/') != Audience ? $"The access token is for '{claims.Text("aud")}' and not for '{Audience}'."
            : claims.Text("tid") != environment.Tenant.Id ? "The access token is of another tenant."
            : expires <= state.Now ? "The access token has expired."
            : null;
    }
}
