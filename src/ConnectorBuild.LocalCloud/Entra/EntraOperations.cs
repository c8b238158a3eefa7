using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>All that the sign-in service does, with what docs/local-cloud.md says of it.</summary>
internal static class EntraOperations
{
    public static IReadOnlyList<Operation<EntraContext>> All { get; } =
    [
        new("GET", "/common/discovery/instance", Discovery.Instance,
            "simplified: knows only itself, else 400 `invalid_instance` AADSTS50049",
            "SRC (MSAL tests)"),
        new("GET", "/{tenant}/v2.0/.well-known/openid-configuration", Discovery.OpenIdVersion2,
            "yes; unknown tenant 400 `invalid_tenant` AADSTS90002",
            "DOC, ISS"),
        new("GET", "/{tenant}/.well-known/openid-configuration", Discovery.OpenIdVersion1, "yes", "DOC"),
        new("GET", "/{tenant}/discovery/v2.0/keys", Discovery.Keys, "simplified: one key, the same for every tenant", "DOC"),
        new("GET", "/{tenant}/discovery/keys", Discovery.Keys, "as above", "DOC"),
        new("GET", "/{tenant}/oauth2/v2.0/authorize", AuthorizeEndpoint.Version2,
            "simplified: `response_type=code`, `response_mode=query` or `form_post`; the maker is signed in and accepts. For "
            + "the apps with which the Azure CLI (`04b07795-8ddb-461a-bbee-02f9e1bf7b46`) and the Power Platform CLI "
            + "(`9cee029c-6210-4654-90bb-17e6e9d36617`) sign people in, any `http://localhost` address is a redirect URI. AADSTS50011, 50105, 700016, 7000112 and 90002 are shown on a page, the others go back to the redirect URI. "
            + "A consent that only an administrator can give is AADSTS65001 here; the real page says AADSTS90094",
            "DOC, ISS; what goes back and what is shown, and the form's HTML: INFERRED"),
        new("GET", "/{tenant}/oauth2/authorize", AuthorizeEndpoint.Version1, "as above with `resource`", "DOC, INFERRED"),
        new("POST", "/{tenant}/oauth2/v2.0/devicecode", DeviceCodeEndpoint.Begin,
            "simplified: only for the two apps above; Azure.Identity's own is that of the Azure CLI. They need no consent and lend the maker an application administrator's rights",
            "DOC; the texts of AADSTS70016 and 70020, and the scopes: INFERRED"),
        new("GET", "/devicelogin", DeviceCodeEndpoint.Approve, "simplified: `?otc={code}` enters the code, as the maker or as the user of `login_hint`", "INFERRED"),
        new("POST", "/{tenant}/oauth2/v2.0/token", TokenEndpoint.Version2,
            "`client_credentials` with secret (body, Basic) and assertion, `authorization_code`, `refresh_token`, `device_code`. The platform "
            + "of the redirect URI decides how a code is redeemed: `web` by secret or assertion, `publicClient` without, `spa` without, by "
            + "PKCE and with the header `Origin`. `scope` of the answer repeats `.default` where it was asked for (INFERRED). Issuers of "
            + "assertions: only those whose key was given with `TrustIssuer`, and the local cloud itself",
            "DOC, ISS; `error` of federated assertions: INFERRED"),
        new("POST", "/{tenant}/oauth2/token", TokenEndpoint.Version1, "as above with `resource`", "DOC"),
    ];
}
