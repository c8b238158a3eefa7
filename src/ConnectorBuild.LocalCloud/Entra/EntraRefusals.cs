using System.Globalization;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>
/// Every code with which the sign-in service refuses, when it does, and on what evidence. A refusal that is not here cannot be made.
/// </summary>
internal static class EntraRefusals
{
    private const string Listed = "DOC (list of codes)";

    private static readonly Dictionary<int, Support> Rows = new (int Number, string When, string Evidence)[]
    {
        (50011, "the redirect URI is not one of the app's; ports of `http://localhost` and `http://127.0.0.1` do not count", "DOC; text: ISS"),
        (50013, "the assertion of an on-behalf-of grant is not for the app that presents it, or not signed by the local cloud", Listed + "; text: INFERRED"),
        (50027, "the assertion cannot be read", Listed),
        (50049, "instance discovery asks for another host", "SRC (MSAL tests)"),
        (50105, "the service principal requires assignment and the user has none", Listed + "; text: INFERRED"),
        (54005, "the code was redeemed before", Listed),
        (65001, "there is no consent, and users may not give one", "DOC, ISS"),
        (70003, "the grant type is not supported", Listed),
        (70008, "the code has expired", Listed),
        (70011, "the scope is unknown, or has permissions of two resources", "DOC, ISS"),
        (70016, "the device code was not entered yet", Listed + "; text: INFERRED"),
        (70020, "the device code has expired", Listed + "; text: INFERRED"),
        (90008, "an app that signs in on behalf of users does not ask for User.Read of Microsoft Graph", "ISS (one source)"),
        (90002, "there is no such tenant", "DOC, ISS; `error`: INFERRED"),
        (500011, "the resource has no service principal in the tenant", "DOC, ISS"),
        (500014, "the resource's service principal is disabled", Listed + "; text: ISS"),
        (500133, "the assertion of an on-behalf-of grant has expired", Listed),
        (500112, "the redirect URI of the redemption is not that of the sign-in", Listed),
        (501481, "the code verifier does not match the challenge", Listed),
        (650057, "the app's registration does not ask for the resource", "DOC, ISS"),
        (700005, "the code belongs to another app", Listed),
        (700016, "there is no such app in the tenant", "DOC, ISS"),
        (700021, "the assertion is another app's", Listed + "; text: INFERRED"),
        (700023, "the audience of the assertion is neither the token endpoint nor the issuer", Listed + "; text: ISS"),
        (700024, "the assertion is not in its time", Listed),
        (700025, "a public client (public client redirect URI, device code) sends a secret or an assertion", "ISS"),
        (700027, "the assertion's certificate is not the app's", Listed),
        (700051, "`response_type` is not `code`", Listed),
        (700082, "the refresh token has expired", Listed),
        (700211, "no federated credential has the assertion's issuer", "ISS"),
        (700212, "no federated credential has the assertion's audience", "ISS"),
        (700213, "no federated credential has the assertion's subject", "ISS"),
        (900144, "a parameter is missing", "DOC, ISS"),
        (1002012, "the scope of `client_credentials` does not end in `/.default`", "ISS"),
        (5000274, "the issuer's key is not known to the local cloud, or it is another one", "ours"),
        (7000112, "the app's service principal is disabled", "ISS"),
        (7000215, "the secret is wrong, or too new", "DOC, ISS"),
        (7000218, "a confidential client (web redirect URI, `client_credentials`) sends no secret and no assertion", "ISS"),
        (7000222, "the secret has expired", "DOC, ISS"),
        (7002138, "a federated credential has the assertion's subject in other letter case", "ISS; the text is shortened in the sources"),
        (7000229, "the app has no service principal", "ISS"),
        (9002313, "the code or token is unknown", Listed),
        (9002325, "a single-page app redeems a code without PKCE", "ISS; text: INFERRED"),
        (9002327, "a code of a single-page app is redeemed without the header `Origin`", "ISS; text: INFERRED"),
    }.ToDictionary(r => r.Number, r => new Support(string.Create(CultureInfo.InvariantCulture, $"AADSTS{r.Number}"), r.When, r.Evidence));

    /// <summary>The lines of docs/local-cloud.md.</summary>
    public static IEnumerable<Support> All => Rows.Values;

    /// <summary>The number, which must have a line. 0 stands for what the local cloud does not do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static int Known(int number) =>
        number == 0 || Rows.ContainsKey(number) ? number : throw new ArgumentOutOfRangeException(nameof(number), number, "The code has no line.");
}
