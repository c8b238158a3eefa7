using System.Net;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>
/// <c>/{tenant}/oauth2/v2.0/authorize</c> and <c>/{tenant}/oauth2/authorize</c>. The tenant's maker is signed in already, and accepts a consent
/// that users are allowed to give.
/// </summary>
internal static class AuthorizeEndpoint
{
    private const string FormPost = "form_post";

    public static CloudResponse Version1(EntraContext context) => Handle(context, 1);

    public static CloudResponse Version2(EntraContext context) => Handle(context, 2);

    private static CloudResponse Handle(EntraContext context, int version)
    {
        var tenant = HomeTenant(context);
        var view = context.View(tenant);
        var appId = context.Parameter("client_id") ?? throw Page(context, EntraError.MissingParameter("client_id"));
        var application = (DeveloperSignOn.Is(appId) ? DeveloperSignOn.Application(appId) : view.Application(appId))
            ?? throw Page(context, EntraError.UnknownApplication(appId, tenant.Id));
        var redirectUri = context.Parameter("redirect_uri") ?? throw Page(context, EntraError.MissingParameter("redirect_uri"));
        var client = DeveloperSignOn.Redirects(appId, redirectUri) ? ClientKind.Public
            : RedirectPlatform.Find(application, redirectUri) ?? throw Page(context, EntraError.ReplyUrlMismatch(redirectUri, appId));
        if ((SignInRights.OfClient(view, application) ?? SignInRights.OfUser(
            tenant, view, application, User(context, tenant).Text("id"))) is { } refusal)
        {
            throw Page(context, refusal);
        }

        if (context.Parameter("response_type") is var type && type != "code")
        {
            throw Back(
                context, redirectUri,
                new EntraError(400, "unsupported_response_type", 700051, $"response_type '{type}' is not enabled for the application."));
        }

        if (context.Parameter("response_mode") is { } mode and not ("query" or FormPost))
        {
            throw Back(context, redirectUri, new EntraError(501, "temporarily_unavailable", 0, NotSupported.Message($"response_mode={mode}")));
        }

        var session = Session(context, redirectUri, version, tenant, view, application) with
        {
            RedirectUri = redirectUri,
            Client = client,
            Challenge = context.Parameter("code_challenge") is { } challenge
                ? (challenge, context.Parameter("code_challenge_method") ?? "plain")
                : null,
            Version = version,
            Nonce = context.Parameter("nonce"),
        };
        var code = "1.A" + context.State.Ids.NextText(60, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
        context.Sessions.AddCode(code, session);
        return Answer(context, redirectUri, ("code", code), ("state", context.Parameter("state")), ("session_state", context.State.Ids.NextId()));
    }

    /// <summary>What the maker signs in to, with the consent that it takes.</summary>
    private static SignInSession Session(
        EntraContext context, string redirectUri, int version, Tenant tenant, DirectoryView view, JsonObject application)
    {
        var appId = application.Text("appId")!;
        var (resource, permissions, openId) = Asked(context, redirectUri, version);
        if (DeveloperSignOn.Is(appId))
        {
            return DeveloperSignOn.SignIn(context, tenant, appId, context.Parameter("scope") ?? $"{resource}/.default") with
            {
                UserId = User(context, tenant).Text("id"),
            };
        }

        var principal = Resources.Find(context.State, tenant, view, resource)
            ?? throw Back(context, redirectUri, EntraError.UnknownResource(resource, tenant.Id));
        if (SignInRights.OfResource(principal) is { } disabled)
        {
            throw Back(context, redirectUri, disabled);
        }

        var isOpenIdOnly = permissions.Count == 0 && openId.Count > 0;
        var scopes = Scopes(context, redirectUri, application, principal, view, resource, permissions, isOpenIdOnly);
        if (!Consent.Ensure(context.State, tenant, User(context, tenant), application, principal, scopes, view))
        {
            throw Back(context, redirectUri, EntraError.NoConsent(appId, application.Text("displayName")!));
        }

        return new SignInSession(tenant, appId, resource, principal.Text("appId")!, scopes, context.State.Now.AddMinutes(10))
        {
            UserId = User(context, tenant).Text("id"),
            IsDefault = permissions is [".default"],
            OpenIdScopes = openId,
        };
    }

    /// <summary>Who is signed in at the browser: the user of the hint, else the maker.</summary>
    private static JsonObject User(EntraContext context, Tenant tenant) =>
        (context.Parameter("login_hint") is { } hint ? tenant.User(hint) : null)
            ?? tenant.Directory.Current.Find(DirectoryKind.User, tenant.MakerId)!;

    /// <summary>The maker's own tenant for the shared endpoints, which is the app's.</summary>
    private static Tenant HomeTenant(EntraContext context)
    {
        if (context.TenantName is not ("common" or "organizations"))
        {
            return context.State.FindTenant(context.TenantName)
                ?? throw Page(context, EntraError.UnknownTenant(context.TenantName, "invalid_request"));
        }

        var hint = context.Parameter("login_hint");
        var tenants = context.State.Tenants.Values;
        return tenants.FirstOrDefault(t => hint?.EndsWith("@" + t.Domain, StringComparison.OrdinalIgnoreCase) ?? false)
            ?? tenants.FirstOrDefault(t => t.Directory.Current.Application(context.Parameter("client_id") ?? "") is not null)
            ?? tenants.First();
    }

    private static (string Resource, IReadOnlyList<string> Permissions, IReadOnlyList<string> OpenId) Asked(
        EntraContext context, string redirectUri, int version)
    {
        if (version == 1)
        {
            return (context.Parameter("resource") ?? throw Back(context, redirectUri, EntraError.MissingParameter("resource")), [], []);
        }

        var scope = context.Parameter("scope") ?? throw Back(context, redirectUri, EntraError.MissingParameter("scope"));
        return Resources.Split(scope) ?? throw Back(context, redirectUri, EntraError.InvalidScope(scope));
    }

    /// <summary>
    /// What the token will carry: everything that the app has asked for in its registration (v1, .default), or what the request names.
    /// </summary>
    private static string Scopes(
        EntraContext context, string redirectUri, JsonObject application, JsonObject principal, DirectoryView view, string resource,
        IReadOnlyList<string> permissions, bool isOpenIdOnly)
    {
        var known = Resources.Scopes(view, principal).ToList();
        if (permissions.Count > 0 && permissions is not [".default"])
        {
            return permissions.FirstOrDefault(p => !known.Exists(s => s.Text("value") == p)) is { } unknown
                ? throw Back(context, redirectUri, EntraError.InvalidScope($"{resource}/{unknown}"))
                : string.Join(' ', permissions);
        }

        var requested = application.Items("requiredResourceAccess").ToList();
        var ids = requested
            .Where(r => string.Equals(r.Text("resourceAppId"), principal.Text("appId"), StringComparison.OrdinalIgnoreCase))
            .SelectMany(r => r.Items("resourceAccess"))
            .Where(a => a.Text("type") == "Scope")
            .Select(a => a.Text("id"))
            .ToList();
        return ids.Count > 0
            ? string.Join(' ', known.Where(s => ids.Contains(s.Text("id"), StringComparer.OrdinalIgnoreCase)).Select(s => s.Text("value")))
            // A sign-in without any API needs no permission.
            : isOpenIdOnly ? ""
            : throw Back(context, redirectUri, EntraError.ResourceNotRequested(
                application.Text("appId")!,
                application.Text("displayName")!,
                resource,
                principal.Text("appId")!,
                string.Join(", ", requested.Select(r => r.Text("resourceAppId")))));
    }

    /// <summary>An error that the browser shows, because there is no address that may be told.</summary>
    private static CloudFailure Page(EntraContext context, EntraError error)
    {
        var body = error.ToJson(context.State, context.Request);
        return new CloudFailure(CloudResponse.Html(error.Status, $"""
            <!DOCTYPE html><html><head><title>Sign in to your account</title></head><body>
            <h1>Sorry, but we're having trouble signing you in.</h1>
            <p id="exceptionMessage">{WebUtility.HtmlEncode(body.Text("error_description"))}</p></body></html>
            """));
    }

    private static CloudFailure Back(EntraContext context, string redirectUri, EntraError error) => new(Answer(
        context,
        redirectUri,
        ("error", error.Error),
        ("error_description", error.ToJson(context.State, context.Request).Text("error_description")),
        ("error_uri", $"{context.State.AuthorityHost}error?code={error.Number}"),
        ("state", context.Parameter("state"))));

    /// <summary>Sends the browser back to the client: by a redirect, or by a form that submits itself (OAuth 2.0 Form Post Response Mode).</summary>
    private static CloudResponse Answer(EntraContext context, string redirectUri, params (string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(p => p.Value is not null);
        if (context.Parameter("response_mode") != FormPost)
        {
            var query = string.Join('&', given.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
            return CloudResponse.Redirect(redirectUri + (redirectUri.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query);
        }

        var inputs = string.Concat(given.Select(p => $"""<input type="hidden" name="{p.Name}" value="{WebUtility.HtmlEncode(p.Value)}" />"""));
        return CloudResponse.Html(200, $"""
            <!DOCTYPE html><html><head><title>Working...</title></head><body><form method="POST" name="hiddenform" action="{WebUtility.HtmlEncode(redirectUri)}">{inputs}
            <noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit" /></noscript></form>
            <script language="javascript">document.forms[0].submit();</script></body></html>
            """);
    }
}
