using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary><c>/{tenant}/oauth2/v2.0/token</c> and <c>/{tenant}/oauth2/token</c>.</summary>
internal static class TokenEndpoint
{
    public static CloudResponse Version1(EntraContext context) => Handle(context, 1);

    public static CloudResponse Version2(EntraContext context) => Handle(context, 2);

    private static CloudResponse Handle(EntraContext context, int version) => context.Required("grant_type") switch
    {
        "client_credentials" => ClientCredentials(context, version),
        "authorization_code" => AuthorizationCode(context),
        "refresh_token" => Refresh(context, version),
        "device_code" or "urn:ietf:params:oauth:grant-type:device_code" when version == 2 => DeviceCode(context),
        OnBehalfOfGrant.Type => Answer(context, OnBehalfOfGrant.Redeem(context, version)),
        var grant => throw context.Refuse(EntraError.UnsupportedGrant(grant)),
    };

    private static CloudResponse ClientCredentials(EntraContext context, int version)
    {
        var tenant = context.Tenant();
        var application = ClientAuthentication.Authenticate(context, tenant, ClientKind.Confidential);
        var resource = version == 1 ? context.Required("resource") : DefaultScope(context);
        var view = context.View(tenant);
        var principal = Resources.Find(context.State, tenant, view, resource)
            ?? throw context.Refuse(EntraError.UnknownResource(resource, tenant.Id));
        if (SignInRights.OfResource(principal) is { } disabled)
        {
            throw context.Refuse(disabled);
        }

        if (view.ServicePrincipal(application.Text("appId")!) is null)
        {
            throw context.Refuse(EntraError.InvalidClient(7000229,
                $"The client application {application.Text("appId")} is missing service principal in the tenant {tenant.Id}. See instructions here: "
                + "https://go.microsoft.com/fwlink/?linkid=2225119"));
        }

        return CloudResponse.Json(200, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = Tokens.Lifetime,
            ["ext_expires_in"] = Tokens.Lifetime,
            ["access_token"] = Tokens.ForApplication(context.State, tenant, application, resource, principal.Text("appId")!),
        });
    }

    private static string DefaultScope(EntraContext context)
    {
        var scope = context.Required("scope");
        var named = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(s => s is not ("openid" or "profile" or "offline_access")).ToList();
        return named is not [var one] ? throw context.Refuse(EntraError.InvalidScope(scope))
            : one.EndsWith("/.default", StringComparison.Ordinal) ? one[..^"/.default".Length]
            : throw context.Refuse(EntraError.NotDefaultScope(one));
    }

    private static CloudResponse AuthorizationCode(EntraContext context)
    {
        var code = context.Required("code");
        if (context.Sessions.IsRedeemed(code))
        {
            throw context.Refuse(
                EntraError.InvalidGrant(
                    54005,
                    "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh "
                        + "token."));
        }

        var session = context.Sessions.FindCode(code)
            ?? throw context.Refuse(EntraError.InvalidGrant(9002313, "Invalid request. Request is malformed or invalid."));
        if (context.Parameter("scope") is { } scope && Resources.Split(scope) is null)
        {
            throw context.Refuse(EntraError.InvalidScope(scope));
        }

        CheckSinglePage(context, session);
        var application = ClientAuthentication.Authenticate(context, session.Tenant, session.Client);
        if (!string.Equals(application.Text("appId"), session.AppId, StringComparison.OrdinalIgnoreCase))
        {
            throw context.Refuse(EntraError.InvalidGrant(700005, "The provided authorization code is intended to be used against another app."));
        }

        if (session.ExpiresOn <= context.State.Now)
        {
            throw context.Refuse(
                EntraError.InvalidGrant(
                    70008,
                    "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive "
                        + "authorization request."));
        }

        if (context.Parameter("redirect_uri") != session.RedirectUri)
        {
            throw context.Refuse(
                EntraError.InvalidGrant(
                    500112,
                    $"The reply address '{context.Parameter("redirect_uri")}' does not match the reply address '{session.RedirectUri}' "
                        + "provided when requesting Authorization code."));
        }

        CheckProofKey(context, session);
        context.Sessions.Redeem(code);
        return Answer(context, session);
    }

    private static void CheckSinglePage(EntraContext context, SignInSession session)
    {
        if (session.Client != ClientKind.SinglePage)
        {
            return;
        }

        if (context.Request.Header("Origin") is null)
        {
            throw context.Refuse(new EntraError(400, "invalid_request", 9002327,
                "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests."));
        }

        if (session.Challenge is null)
        {
            throw context.Refuse(new EntraError(400, "invalid_request", 9002325,
                "Proof Key for Code Exchange is required for cross-origin authorization code redemption."));
        }
    }

    private static void CheckProofKey(EntraContext context, SignInSession session)
    {
        if (session.Challenge is not var (challenge, method))
        {
            return;
        }

        var verifier = context.Required("code_verifier");
        var proof = method == "plain" ? verifier : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        if (proof != challenge)
        {
            throw context.Refuse(
                EntraError.InvalidGrant(
                    501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request."));
        }
    }

    private static CloudResponse Refresh(EntraContext context, int version)
    {
        var session = context.Sessions.FindRefreshToken(context.Required("refresh_token"))
            ?? throw context.Refuse(EntraError.InvalidGrant(9002313, "Invalid request. Request is malformed or invalid."));
        if (session.ExpiresOn <= context.State.Now)
        {
            throw context.Refuse(EntraError.InvalidGrant(700082, "The refresh token has expired due to inactivity."));
        }

        var application = ClientAuthentication.Authenticate(context, session.Tenant, session.Client);
        if (!string.Equals(application.Text("appId"), session.AppId, StringComparison.OrdinalIgnoreCase))
        {
            throw context.Refuse(EntraError.InvalidGrant(700005, "The provided refresh token is intended to be used against another app."));
        }

        if (SignInRights.OfUser(session.Tenant, context.View(session.Tenant), application, session.SignedIn) is { } refusal)
        {
            throw context.Refuse(refusal);
        }

        return Answer(context, ForResource(context, session, version));
    }

    /// <summary>The session for the resource that a refresh asks for; an app that was not consented to for another one does not get it.</summary>
    private static SignInSession ForResource(EntraContext context, SignInSession session, int version)
    {
        var resource = version == 1
            ? context.Parameter("resource")
            : context.Parameter("scope") is { } scope
                ? (Resources.Split(scope) ?? throw context.Refuse(EntraError.InvalidScope(scope))).Resource
                : null;
        if (resource is null || resource == session.Resource)
        {
            return session;
        }

        return DeveloperSignOn.Is(session.AppId)
            ? DeveloperSignOn.SignIn(context, session.Tenant, session.AppId, context.Parameter("scope") ?? $"{resource}/.default") with { UserId = session.UserId }
            : throw context.Refuse(EntraError.NoConsent(session.AppId, context.View(session.Tenant).Application(session.AppId).Text("displayName")!));
    }

    private static CloudResponse DeviceCode(EntraContext context)
    {
        var session = DeviceCodeEndpoint.Redeem(context);
        ClientAuthentication.Authenticate(context, session.Tenant, ClientKind.Public);
        return Answer(context, session);
    }

    private static CloudResponse Answer(EntraContext context, SignInSession session)
    {
        var token = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = session.Version == 1 ? session.Scopes : string.Join(' ', session.Scopes.Split(' ').Concat(session.IsDefault ? [".default"] : []).Select(s => $"{session.Resource}/{s}")),
            ["expires_in"] = Tokens.Lifetime,
            ["ext_expires_in"] = Tokens.Lifetime,
            ["access_token"] = Tokens.ForUser(context.State, session),
            ["client_info"] = Tokens.ClientInfo(session),
        };
        if (session.Version == 1)
        {
            token["resource"] = session.Resource;
            token["expires_on"] = (context.State.Now.ToUnixTimeSeconds() + Tokens.Lifetime).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (session.Version == 1 || session.OpenIdScopes.Contains("offline_access"))
        {
            var refresh = "1.A" + context.State.Ids.NextText(80, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
            context.Sessions.AddRefreshToken(refresh, session with { ExpiresOn = context.State.Now.AddDays(90) });
            token["refresh_token"] = refresh;
        }

        if (session.Version == 1 || session.OpenIdScopes.Contains("openid"))
        {
            token["id_token"] = Tokens.ForIdentity(context.State, session);
        }

        return CloudResponse.Json(200, token);
    }
}
