using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Entra;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.SignIn;

/// <summary>
/// What the platform does before it exchanges a token on behalf of a user: its app "Azure API Connections" gets a token of the user for
/// the connector's app, without a window. That the app must be preauthorised for it is Microsoft's documentation; the order of the
/// refusals is INFERRED.
/// </summary>
internal static class PlatformExchange
{
    /// <summary>Client id of "Azure API Connections".</summary>
    public const string AppId = KnownResources.ApiConnectionsAppId;

    /// <summary>The user's token for the connector's app, or why there is none.</summary>
    public static (string? Assertion, EntraError? Refusal) Assertion(CloudState state, Tenant tenant, string clientId, JsonObject user)
    {
        var view = tenant.Directory.At(state.ReplicationTime - state.Options.ReplicationLag);
        if (view.Application(clientId) is not { } application)
        {
            return (null, EntraError.UnknownApplication(clientId, tenant.Id));
        }

        var uri = $"api://{clientId}";
        if (view.ServicePrincipal(clientId) is not { } principal || !application.Texts("identifierUris").Any(u => Resources.IsSame(u, uri)))
        {
            return (null, EntraError.UnknownResource(uri, tenant.Id));
        }

        if (view.ServicePrincipal(AppId) is null)
        {
            return (null, EntraError.UnknownApplication(AppId, tenant.Id));
        }

        var scopes = Consent.Granted(view, AppId, principal, user.Text("id")!);
        return scopes.Count == 0
            ? (null, EntraError.NoConsent(AppId, "Azure API Connections"))
            : (Tokens.ForUser(
                state,
                new SignInSession(tenant, AppId, uri, clientId, string.Join(' ', scopes), state.Now) { UserId = user.Text("id") }), null);
    }
}
