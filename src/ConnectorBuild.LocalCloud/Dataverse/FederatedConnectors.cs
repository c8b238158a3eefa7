using System.Buffers.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Entra;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Whose tokens the app of a connector without a secret must trust.</summary>
internal sealed record FederatedTrust(string Issuer, string Subject, string Audience);

/// <summary>
/// Connectors without a secret (preview): the platform proves itself to the app with a token of its own. It fills in issuer and subject when the connector
/// is saved. The real subject's form is not known; it is an opaque text here too.
/// </summary>
internal static class FederatedConnectors
{
    private const string Member = "FederatedIdentityCredentials";
    private const string IssuerHost = "https://login.microsoftonline.com/";

    /// <summary>Fills in what the platform decides.</summary>
    public static void Fill(DataverseContext context, JsonObject settings, string internalId)
    {
        if (settings.Text("clientAssertionType") != "GenericFederatedIdentityCredential")
        {
            return;
        }

        if (settings["properties"] is not JsonObject properties)
        {
            settings["properties"] = properties = [];
        }

        var tenant = Base64Url.EncodeToString(Guid.Parse(context.Environment.Tenant.Id).ToByteArray());
        properties[Member] = new JsonObject
        {
            ["Issuer"] = $"{IssuerHost}{context.Environment.Tenant.Id}/v2.0",
            ["Subject"] = $"/eid1/c/pub/t/{tenant}/a/local/{context.Environment.Id}/{internalId}",
            ["Audience"] = "api://AzureADTokenExchange",
        };
    }

    /// <summary>The trust of a saved sign-in setting; null for one with a secret.</summary>
    public static FederatedTrust? Read(JsonObject settings) => settings["properties"]?[Member] is JsonObject trust
        ? new FederatedTrust(trust.Text("Issuer") ?? "", trust.Text("Subject") ?? "", trust.Text("Audience") ?? "")
        : null;

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

    /// <summary>Whether an issuer is one that the local cloud plays itself.</summary>
    public static bool IsOwnIssuer(CloudState state, string issuer) => issuer.StartsWith(state.AuthorityHost, StringComparison.Ordinal)
        || state.Tenants.Values.Any(t => issuer == $"{IssuerHost}{t.Id}/v2.0");
}
