using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>
/// The on-behalf-of grant: an app has a user's token for itself and exchanges it for a token of another API (learn, "Microsoft identity
/// platform and OAuth 2.0 On-Behalf-Of flow"). Nobody is asked anything: only what is consented to already is given.
/// </summary>
internal static class OnBehalfOfGrant
{
    public const string Type = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private const string SignInAndRead = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";

    /// <summary>The session of the exchanged token.</summary>
    public static SignInSession Redeem(EntraContext context, int version)
    {
        if (context.Required("requested_token_use") is var use && use != "on_behalf_of")
        {
            throw context.Refuse(
                EntraError.InvalidRequest(9002313, $"Invalid request. The value '{use}' of 'requested_token_use' is not supported."));
        }

        var tenant = context.Tenant();
        var application = ClientAuthentication.Authenticate(context, tenant, ClientKind.Confidential);
        var user = User(context, tenant, application);
        var (resource, permissions, openId) = version == 1
            ? (context.Required("resource"), [], [])
            : Resources.Split(context.Required("scope")) ?? throw context.Refuse(EntraError.InvalidScope(context.Required("scope")));
        var view = context.View(tenant);
        var principal = Resources.Find(context.State, tenant, view, resource)
            ?? throw context.Refuse(EntraError.UnknownResource(resource, tenant.Id));
        if ((SignInRights.OfResource(principal) ?? SignInRights.OfUser(tenant, view, application, user.Text("id")!)) is { } refusal)
        {
            throw context.Refuse(refusal);
        }

        if (!application.Items("requiredResourceAccess").SelectMany(r => r.Items("resourceAccess")).Any(
            a => string.Equals(a.Text("id"), SignInAndRead, StringComparison.OrdinalIgnoreCase)))
        {
            throw context.Refuse(EntraError.GraphNotRequested(application.Text("appId")!, application.Text("displayName")!));
        }

        return new SignInSession(
            tenant, application.Text("appId")!, resource, principal.Text("appId")!,
            Scopes(context, view, application, principal, user, permissions), context.State.Now.AddMinutes(10))
        {
            UserId = user.Text("id"),
            Client = ClientKind.Confidential,
            Version = version,
            IsDefault = permissions is [".default"],
            OpenIdScopes = openId,
        };
    }

    private static string Scopes(
        EntraContext context, DirectoryView view, JsonObject application, JsonObject principal, JsonObject user, IReadOnlyList<string> permissions)
    {
        var granted = Consent.Granted(view, application.Text("appId")!, principal, user.Text("id")!);
        var isNamed = permissions.Count > 0 && permissions is not [".default"];
        var given = isNamed ? permissions.Where(p => granted.Contains(p, StringComparer.OrdinalIgnoreCase)).ToList() : granted;
        return given.Count == 0 || (isNamed && given.Count < permissions.Count)
            ? throw context.Refuse(EntraError.NoConsent(application.Text("appId")!, application.Text("displayName")!))
            : string.Join(' ', given);
    }

    private static JsonObject User(EntraContext context, Tenant tenant, JsonObject application)
    {
        var assertion = context.Required("assertion");
        if (TokenSigner.Read(assertion) is not var (_, claims))
        {
            throw context.Refuse(EntraError.InvalidRequest(50027, "JWT token is invalid or malformed."));
        }

        var appId = application.Text("appId")!;
        var audience = claims.Text("aud") ?? "";
        if (!TokenSigner.IsSignedBy(assertion, context.State.SigningKey)
            || !application.Texts("identifierUris").Append(appId).Append($"api://{appId}").Any(n => Resources.IsSame(n, audience)))
        {
            throw context.Refuse(EntraError.AssertionAudience(audience, appId));
        }

        if (claims["exp"]?.GetValue<long>() <= context.State.Now.ToUnixTimeSeconds())
        {
            throw context.Refuse(
                EntraError.InvalidGrant(
                    500133,
                    "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for "
                        + "user assertion, or request a new token."));
        }

        return claims.Text("scp") is not null && claims.Text("oid") is { } id && context.View(tenant).Find(DirectoryKind.User, id) is { } user
            ? user
            : throw context.Refuse(EntraError.AssertionAudience(audience, appId));
    }
}
