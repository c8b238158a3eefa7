using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>A refusal of the sign-in service.</summary>
/// <param name="Status">The HTTP status at the token endpoint.</param>
/// <param name="Error">OAuth's error code.</param>
/// <param name="Number">The AADSTS number.</param>
/// <param name="Text">The sentence after the number.</param>
internal sealed record EntraError(int Status, string Error, int Number, string Text)
{
    /// <summary>The AADSTS number.</summary>
    public int Number { get; } = EntraRefusals.Known(Number);

    /// <summary>Ends the request with the JSON body of the token endpoint.</summary>
    public CloudFailure ToFailure(CloudState state, CloudRequest request) => new(CloudResponse.Json(Status, ToJson(state, request)));

    /// <summary>The JSON body.</summary>
    public JsonObject ToJson(CloudState state, CloudRequest request)
    {
        var timestamp = state.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var trace = state.Ids.NextId();
        var correlation = request.Header("client-request-id") ?? state.Ids.NextId();
        return new JsonObject
        {
            ["error"] = Error,
            ["error_description"] = $"AADSTS{Number}: {Text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}",
            ["error_codes"] = new JsonArray(Number),
            ["timestamp"] = timestamp,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
            ["error_uri"] = $"{state.AuthorityHost}error?code={Number}",
        };
    }

    public static EntraError InvalidSecret(string appId) => new(401, "invalid_client", 7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret "
            + "ID, for a secret "
        + $"added to app '{appId}'.");

    public static EntraError ExpiredSecret(string appId) => new(401, "invalid_client", 7000222,
        $"The provided client secret keys for app '{appId}' are expired. Visit the Azure portal to create new keys for your app: "
            + "https://aka.ms/NewClientSecret, "
        + "or consider using certificate credentials for added security: https://aka.ms/certCreds.");

    public static EntraError UnknownApplication(string appId, string tenant) => new(400, "unauthorized_client", 700016,
        $"Application with identifier '{appId}' was not found in the directory '{tenant}'. This can happen if the application has not "
            + "been installed by the "
        + "administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the "
        + "wrong tenant.");

    public static EntraError UnknownTenant(string tenant, string error) => new(400, error, 90002,
        $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check "
            + "with your subscription "
        + "administrator, this may happen if there are no active subscriptions for the tenant.");

    public static EntraError UnknownResource(string resource, string tenant) => new(400, "invalid_resource", 500011,
        $"The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has "
            + "not been installed by the "
        + "administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to "
        + "the wrong tenant.");

    public static EntraError NoConsent(string appId, string name) => new(400, "invalid_grant", 65001,
        $"The user or administrator has not consented to use the application with ID '{appId}' named '{name}'. Send an interactive "
            + "authorization request for "
        + "this user and resource.");

    public static EntraError InvalidScope(string scope) => new(400, "invalid_scope", 70011,
        "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not "
            + $"valid. The scope {scope} is not "
        + "valid.");

    public static EntraError DisabledApplication(string appId, string name) => new(400, "unauthorized_client", 7000112,
        $"Application '{appId}'({name}) is disabled.");

    public static EntraError DisabledResource(string name) => new(400, "invalid_resource", 500014,
        $"The service principal for resource '{name}' is disabled. This indicate that a subscription within the tenant has lapsed, or that the "
        + "administrator for this tenant has disabled the application, preventing tokens from being issued for it.");

    public static EntraError NotAssigned(string appId, string name, string user) => new(400, "invalid_grant", 50105,
        $"Your administrator has configured the application {name} ('{appId}') to block users unless they are specifically granted "
            + "('assigned') access to "
        + $"the application. The signed in user '{user}' is blocked because they are not a direct member of a group with access, nor "
        + "had access directly "
        + "assigned by an administrator. Please contact your administrator to assign access to this application.");

    public static EntraError NotDefaultScope(string scope) => new(400, "invalid_scope", 1002012,
        $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource "
        + "identifier (application ID URI).");

    public static EntraError PublicClient { get; } = InvalidClient(700025,
        "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.");

    public static EntraError NoCredential { get; } = InvalidClient(7000218,
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static EntraError ReplyUrlMismatch(string replyUrl, string appId) => new(400, "invalid_request", 50011,
        $"The redirect URI '{replyUrl}' specified in the request does not match the redirect URIs configured for the application "
            + $"'{appId}'. Make sure the "
        + "redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to "
        + "https://aka.ms/redirectUriMismatchError to "
        + "learn more about how to troubleshoot this error.");

    public static EntraError ResourceNotRequested(string appId, string name, string resource, string resourceAppId, string valid) =>
        new(400, "invalid_resource", 650057,
            "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the "
                + "client's application "
            + $"registration. Client app ID: {appId}({name}). Resource value from request: {resource}. Resource app ID: "
            + $"{resourceAppId}. List of valid resources "
            + $"from app registration: {valid}.");

    public static EntraError MissingParameter(string name) => new(400, "invalid_request", 900144,
        $"The request body must contain the following parameter: '{name}'.");

    public static EntraError UnsupportedGrant(string grant) => new(400, "unsupported_grant_type", 70003,
        $"The app requested an unsupported grant type '{grant}'.");

    public static EntraError GraphNotRequested(string appId, string name) => new(400, "invalid_request", 90008,
        $"The user or administrator has not consented to use the application with ID '{appId}'({name}). This happened because "
            + "application is misconfigured: it "
        + "must require access to Windows Azure Active Directory by specifying at least 'Sign in and read user profile' permission.");

    public static EntraError AssertionAudience(string audience, string appId) => new(400, "invalid_grant", 50013,
        $"Assertion failed signature validation. [Reason - The audience '{audience}' of the assertion is not the app '{appId}' that presents it.]");

    public static EntraError InvalidRequest(int number, string text) => new(400, "invalid_request", number, text);

    public static EntraError InvalidGrant(int number, string text) => new(400, "invalid_grant", number, text);

    public static EntraError InvalidClient(int number, string text) => new(401, "invalid_client", number, text);
}
