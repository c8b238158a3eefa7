using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>The issuer of the tokens with which the platform proves itself to the app of a connector without a secret.</summary>
internal static class PlatformIssuer
{
    private const string Host = "https://login.microsoftonline.com/";

    /// <summary>The <c>iss</c> of a tenant's tokens.</summary>
    /// <param name="tenantId">The tenant's id in lower case.</param>
    public static string Of(string tenantId) => $"{Host}{tenantId}/v2.0";

    /// <summary>Whether the local cloud plays an issuer itself, so that its tokens have the cloud's own signature.</summary>
    public static bool IsOwn(CloudState state, string issuer) => issuer.StartsWith(state.AuthorityHost, StringComparison.Ordinal)
        || state.Tenants.Values.Any(t => issuer == Of(t.Id));

    /// <summary>The platform's token.</summary>
    public static string Assertion(CloudState state, FederatedTrust trust) => TokenSigner.Sign(
        new JsonObject
        {
            ["iss"] = trust.Issuer,
            ["sub"] = trust.Subject,
            ["aud"] = trust.Audience,
            ["nbf"] = state.Now.ToUnixTimeSeconds(),
            ["exp"] = state.Now.AddMinutes(5).ToUnixTimeSeconds(),
        },
        state.SigningKey);
}
