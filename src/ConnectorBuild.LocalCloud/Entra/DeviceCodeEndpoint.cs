using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>
/// <c>/{tenant}/oauth2/v2.0/devicecode</c>, for tools whose user has a browser elsewhere (RFC 8628), and the page where the code is
/// entered. Whoever opens the page with a code is the user of the hint, else the tenant's maker, and accepts.
/// </summary>
internal static class DeviceCodeEndpoint
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXYZ23456789";

    public static CloudResponse Begin(EntraContext context)
    {
        var tenant = context.Tenant();
        var appId = context.Required("client_id");
        if (!DeveloperSignOn.Is(appId))
        {
            throw context.Refuse(new EntraError(501, "temporarily_unavailable", 0, NotSupported.Message($"device codes for the app '{appId}'")));
        }

        var session = DeveloperSignOn.SignIn(context, tenant, appId, context.Required("scope"));
        var (userCode, deviceCode) = (context.State.Ids.NextText(9, Letters), context.State.Ids.NextText(80, Letters));
        context.Sessions.AddDeviceCode(deviceCode, userCode, session);
        var page = $"{context.State.AuthorityHost}devicelogin";
        return CloudResponse.Json(200, new JsonObject
        {
            ["user_code"] = userCode,
            ["device_code"] = deviceCode,
            ["verification_uri"] = page,
            ["expires_in"] = 900,
            ["interval"] = 5,
            ["message"] = $"To sign in, use a web browser to open the page {page} and enter the code {userCode} to authenticate.",
        });
    }

    /// <summary><c>/devicelogin?otc={code}</c>, and <c>&amp;login_hint={user}</c> for another user than the maker.</summary>
    public static CloudResponse Approve(EntraContext context) =>
        context.Parameter("otc") is { } code && context.Sessions.ApproveDeviceCode(code, context.Parameter("login_hint"))
        ? CloudResponse.Html(
            200,
            "<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body><h1>You have signed in.</h1></body></html>")
        : CloudResponse.Html(
            400,
            "<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body><h1>That code didn't work.</h1></body></html>");

    /// <summary>The session of a device code that was entered.</summary>
    public static SignInSession Redeem(EntraContext context)
    {
        var deviceCode = context.Required("device_code");
        var (session, isApproved) = context.Sessions.FindDeviceCode(deviceCode)
            ?? throw context.Refuse(EntraError.InvalidGrant(9002313, "Invalid request. Request is malformed or invalid."));
        if (session.ExpiresOn <= context.State.Now)
        {
            throw context.Refuse(
                new EntraError(
                    400, "expired_token", 70020,
                    "The provided value for the input parameter 'device_code' is not valid. This device code has expired."));
        }

        if (!isApproved)
        {
            throw context.Refuse(
                new EntraError(
                    400, "authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling."));
        }

        context.Sessions.RemoveDeviceCode(deviceCode);
        return session;
    }
}
