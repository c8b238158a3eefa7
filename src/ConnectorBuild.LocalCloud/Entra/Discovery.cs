using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>What clients read to find their way: OpenID Connect, keys, instances.</summary>
internal static class Discovery
{
    public static CloudResponse OpenIdVersion1(EntraContext context) => OpenId(context, "", "");

    public static CloudResponse OpenIdVersion2(EntraContext context) => OpenId(context, "/v2.0", "/v2.0");

    public static CloudResponse Keys(EntraContext context) =>
        CloudResponse.Json(200, new JsonObject { ["keys"] = new JsonArray(TokenSigner.PublicKey(context.State.SigningKey)) });

    public static CloudResponse Instance(EntraContext context)
    {
        var endpoint = context.Required("authorization_endpoint");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var asked) || asked.Authority != new Uri(context.State.AuthorityHost).Authority)
        {
            throw context.Refuse(
                new EntraError(400, "invalid_instance", 50049, $"Unknown or invalid instance. The instance '{endpoint}' is not known."));
        }

        return CloudResponse.Json(200, new JsonObject
        {
            ["tenant_discovery_endpoint"] = $"{context.State.AuthorityHost}{asked.Segments.ElementAtOrDefault(1)?.Trim('/')}/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(new JsonObject
            {
                ["preferred_network"] = asked.Authority,
                ["preferred_cache"] = asked.Authority,
                ["aliases"] = new JsonArray(asked.Authority),
            }),
        });
    }

    private static CloudResponse OpenId(EntraContext context, string issuerSuffix, string pathVersion)
    {
        var shared = context.TenantName is "common" or "organizations";
        var tenant = shared ? context.TenantName : context.Tenant("invalid_tenant").Id;
        var root = $"{context.State.AuthorityHost}{tenant}";
        var issuerTenant = shared ? "{tenantid}" : tenant;
        return CloudResponse.Json(200, new JsonObject
        {
            ["token_endpoint"] = $"{root}/oauth2{pathVersion}/token",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic"),
            ["jwks_uri"] = $"{root}/discovery{pathVersion}/keys",
            ["response_modes_supported"] = new JsonArray("query", "form_post"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["response_types_supported"] = new JsonArray("code"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
            ["issuer"] = issuerSuffix.Length == 0 ? $"https://sts.windows.net/{issuerTenant}/" : $"{context.State.AuthorityHost}{issuerTenant}{issuerSuffix}",
            ["request_uri_parameter_supported"] = false,
            ["authorization_endpoint"] = $"{root}/oauth2{pathVersion}/authorize",
            ["http_logout_supported"] = false,
            ["claims_supported"] = new JsonArray("sub", "iss", "aud", "exp", "iat", "oid", "tid", "preferred_username", "nonce"),
            ["tenant_region_scope"] = null,
            ["cloud_instance_name"] = new Uri(context.State.AuthorityHost).Authority,
            ["msgraph_host"] = new Uri(context.State.AuthorityHost).Authority,
        });
    }
}
