using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>Who calls the token endpoint: secret in the body or in a Basic header, or an assertion.</summary>
internal static class ClientAuthentication
{
    /// <summary>The client's application, proved.</summary>
    /// <param name="context">The request.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="kind">How the client has to prove itself.</param>
    public static JsonObject Authenticate(EntraContext context, Tenant tenant, ClientKind kind)
    {
        var basic = Basic(context.Request);
        var appId = basic?.Id ?? context.Required("client_id");
        var secret = basic?.Secret ?? context.Parameter("client_secret");
        var application = DeveloperSignOn.Is(appId) ? DeveloperSignOn.Application(appId) : context.View(tenant).Application(appId);
        if (application is null || application.Time("_knownFrom") > context.State.ReplicationTime)
        {
            throw context.Refuse(EntraError.UnknownApplication(appId, tenant.Id));
        }

        if (SignInRights.OfClient(context.View(tenant), application) is { } disabled)
        {
            throw context.Refuse(disabled);
        }

        if (kind != ClientKind.Confidential)
        {
            return secret is null && context.Parameter("client_assertion") is null ? application : throw context.Refuse(EntraError.PublicClient);
        }

        if (secret is not null)
        {
            CheckSecret(context, application, appId, secret);
        }
        else if (context.Parameter("client_assertion") is { } assertion)
        {
            ClientAssertion.Check(context, tenant, application, assertion);
        }
        else
        {
            throw context.Refuse(EntraError.NoCredential);
        }

        return application;
    }

    private static void CheckSecret(EntraContext context, JsonObject application, string appId, string secret)
    {
        var now = context.State.Now;
        var credential = application.Items("passwordCredentials").FirstOrDefault(c => FixedTimeEquals(c.Text("_secretText")!, secret));
        if (credential is null || credential.Time("_usableFrom") > now || credential.Time("startDateTime") > now)
        {
            throw context.Refuse(EntraError.InvalidSecret(appId));
        }

        if (credential.Time("endDateTime") <= now)
        {
            throw context.Refuse(EntraError.ExpiredSecret(appId));
        }
    }

    private static bool FixedTimeEquals(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    private static (string Id, string Secret)? Basic(CloudRequest request)
    {
        if (request.Header("Authorization") is not { } header || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (QueryText.Decode(id), QueryText.Decode(secret))
            : null;
    }
}
