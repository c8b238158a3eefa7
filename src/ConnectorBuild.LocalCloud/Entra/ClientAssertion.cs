using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>A client that proves itself with a token: signed by its own certificate, or issued by someone its app trusts.</summary>
internal static class ClientAssertion
{
    private const string ExchangeAudience = "api://AzureADTokenExchange";

    public static void Check(EntraContext context, Tenant tenant, JsonObject application, string assertion)
    {
        var appId = application.Text("appId")!;
        if (TokenSigner.Read(assertion) is not var (header, claims))
        {
            throw context.Refuse(EntraError.InvalidClient(50027, "JWT token is invalid or malformed."));
        }

        var now = context.State.Now.ToUnixTimeSeconds();
        if (Number(claims, "exp") is not { } expires || expires <= now || Number(claims, "nbf") > now + 300)
        {
            throw context.Refuse(EntraError.InvalidClient(700024,
                $"Client assertion is not within its valid time range. Current time: {context.State.Now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}."));
        }

        if (Guid.TryParse(claims.Text("iss"), out _))
        {
            CheckClaims(context, tenant, appId, claims);
            CheckCertificate(context, application, header, assertion);
        }
        else
        {
            CheckFederation(context, tenant, application, claims, assertion);
        }
    }

    /// <summary>An assertion of an app's own names the app twice, and the place where it is to be used.</summary>
    private static void CheckClaims(EntraContext context, Tenant tenant, string appId, JsonObject claims)
    {
        if (!string.Equals(claims.Text("iss"), appId, StringComparison.OrdinalIgnoreCase)
            || !string.Equals(claims.Text("sub"), appId, StringComparison.OrdinalIgnoreCase))
        {
            throw context.Refuse(EntraError.InvalidClient(700021, "Client assertion application identifier doesn't match 'client_id' parameter."));
        }

        var host = context.State.AuthorityHost;
        var isHere = ((string[])[tenant.Id, tenant.Domain, context.TenantName])
            .SelectMany(t => (string[])[$"{host}{t}/oauth2/v2.0/token", $"{host}{t}/oauth2/token", $"{host}{t}/v2.0", $"{host}{t}/"])
            .Contains(claims.Text("aud"), StringComparer.OrdinalIgnoreCase);
        if (!isHere)
        {
            throw context.Refuse(EntraError.InvalidClient(700023,
                "Client assertion audience claim does not match Realm issuer. Review the documentation at "
                + "https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials ."));
        }
    }

    private static void CheckCertificate(EntraContext context, JsonObject application, JsonObject header, string assertion)
    {
        foreach (var credential in application.Items("keyCredentials"))
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(credential.Text("key")!));
            var matches = header.Text("x5t") == Base64Url.EncodeToString(certificate.GetCertHash())
                || header.Text("x5t#S256") == Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));
            using var key = certificate.GetRSAPublicKey();
            if (matches && credential.Time("endDateTime") > context.State.Now && key is not null
                && (TokenSigner.IsSignedBy(assertion, key) || IsSignedWithPss(assertion, key)))
            {
                return;
            }
        }

        throw context.Refuse(EntraError.InvalidClient(700027,
            "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]"));
    }

    private static bool IsSignedWithPss(string token, RSA key)
    {
        var end = token.LastIndexOf('.');
        return key.VerifyData(
            System.Text.Encoding.ASCII.GetBytes(token[..end]),
            Base64Url.DecodeFromChars(token.AsSpan(end + 1)),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pss);
    }

    private static void CheckFederation(EntraContext context, Tenant tenant, JsonObject application, JsonObject claims, string assertion)
    {
        var (issuer, subject, audience) = (claims.Text("iss") ?? "", claims.Text("sub") ?? "", claims.Text("aud") ?? "");
        var credentials = context.View(tenant).All(DirectoryKind.FederatedIdentityCredential)
            .Where(c => c.Text("_applicationId") == application.Text("id"))
            .ToList();
        if (!credentials.Exists(c => c.Text("issuer") == issuer))
        {
            throw context.Refuse(EntraError.InvalidClient(700211,
                $"No matching federated identity record found for presented assertion issuer '{issuer}'. Check your federated identity "
                    + "credential Subject, "
                + "Audience and Issuer against the presented assertion."));
        }

        if (!credentials.Exists(c => c.Text("issuer") == issuer && c.Text("subject") == subject))
        {
            if (credentials.Exists(c => c.Text("issuer") == issuer && string.Equals(c.Text("subject"), subject, StringComparison.OrdinalIgnoreCase)))
            {
                throw context.Refuse(EntraError.InvalidClient(7002138,
                    $"No matching federated identity record found for presented assertion subject '{subject}'. The subject matches "
                        + "with case-insensitive "
                    + "comparison, but not with case-sensitive comparison."));
            }

            throw context.Refuse(EntraError.InvalidClient(700213,
                $"No matching federated identity record found for presented assertion subject '{subject}'. Check your federated "
                    + "identity credential Subject, "
                + "Audience and Issuer against the presented assertion."));
        }

        if (!credentials.Exists(c => c.Text("issuer") == issuer && c.Text("subject") == subject && c.Texts("audiences").Contains(audience)))
        {
            throw context.Refuse(EntraError.InvalidClient(700212,
                $"No matching federated identity record found for presented assertion audience '{audience}'. The usual audience is "
                    + $"'{ExchangeAudience}'."));
        }

        var key = context.Sessions.Issuers.GetValueOrDefault(issuer)
            ?? (PlatformIssuer.IsOwn(context.State, issuer) ? context.State.SigningKey : null);
        if (key is null || !TokenSigner.IsSignedBy(assertion, key))
        {
            throw context.Refuse(EntraError.InvalidClient(5000274,
                $"The signature of the assertion of issuer '{issuer}' cannot be checked: the local cloud knows only issuers whose key "
                    + "was registered, or the key "
                + "is another one."));
        }
    }

    // MSAL writes these claims as texts, CI systems as numbers; Entra takes both.
    private static long? Number(JsonObject claims, string name) =>
        claims[name] is JsonValue value
            && long.TryParse(value.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
