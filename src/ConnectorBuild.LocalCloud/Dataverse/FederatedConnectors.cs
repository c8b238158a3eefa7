using System.Buffers.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>
/// Connectors without a secret (preview): the platform proves itself to the app with a token of its own. It fills in issuer and subject
/// when the connector is saved. The real subject's form is not known; it is an opaque text here too.
/// </summary>
internal static class FederatedConnectors
{
    private const string Member = "FederatedIdentityCredentials";

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
            ["Issuer"] = PlatformIssuer.Of(context.Environment.Tenant.Id),
            ["Subject"] = $"/eid1/c/pub/t/{tenant}/a/local/{context.Environment.Id}/{internalId}",
            ["Audience"] = "api://AzureADTokenExchange",
        };
    }

    /// <summary>The trust of a saved sign-in setting; null for one with a secret.</summary>
    public static FederatedTrust? Read(JsonObject settings) => settings["properties"]?[Member] is JsonObject trust
        ? new FederatedTrust(trust.Text("Issuer") ?? "", trust.Text("Subject") ?? "", trust.Text("Audience") ?? "")
        : null;
}
