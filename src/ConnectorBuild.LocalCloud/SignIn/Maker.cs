using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.SignIn;

/// <summary>
/// Plays the maker who creates a connection, and the service that redeems the code behind the redirect URL: over HTTPS, through the endpoints that
/// everyone else uses, with the values and the secret that the connector's row holds.
/// </summary>
internal sealed partial class Maker(CloudState state, X509Certificate2 certificate) : IDisposable
{
    private static readonly string[] KnownLogins =
        ["login.microsoftonline.com", "login.windows.net", "login.microsoftonline.us", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn"];

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString(),
        },
    });

    public void Dispose() => _client.Dispose();

    /// <summary>Signs in through a connector.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="connector">Row id or name.</param>
    /// <param name="set">A parameter set's name; null for the connector's first sign-in.</param>
    /// <param name="user">
    /// Who signs in, by name. Null for the maker; for a connector that signs in on behalf of users, null for the maker and, if that
    /// succeeds, a second user who never saw the app: what the maker gets says nothing of the others.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="exchanges">Whether the maker, too, gets no window: a connection that is made without a browser.</param>
    public async Task<SignInResult> SignInAsync(
        DataverseEnvironment environment, string connector, string? set, string? user, CancellationToken cancellationToken, bool exchanges = false)
    {
        var (setting, attempt) = Prepare(environment, connector, set);
        if (setting is null)
        {
            return attempt;
        }

        JsonObject? person, second;
        string maker;
        lock (state.Gate)
        {
            maker = environment.Tenant.MakerId;
            person = user is null ? environment.Tenant.Directory.Current.Find(DirectoryKind.User, maker) : environment.Tenant.User(user);
            second = environment.Tenant.SecondUser;
        }

        if (person is null)
        {
            return Failed(
                attempt, "UnknownUser",
                $"The tenant '{environment.Tenant.Name}' has no user '{user}'; it has "
                    + $"{string.Join(", ", environment.Tenant.UserNames)}.");
        }

        // Only the maker is at a window where something can be asked.
        var result = setting.IsOnBehalfOf && (exchanges || person.Text("id") != maker)
            ? await ExchangeAsync(environment, setting, person, attempt, cancellationToken)
            : await AuthorizeAsync(setting, person, attempt, cancellationToken);
        return setting.IsOnBehalfOf && user is null && result.Succeeded && second is not null
            ? await ExchangeAsync(environment, setting, second, attempt, cancellationToken)
            : result;
    }

    // On behalf of the user: no window, no redirect URL, and only what is consented to already.
    private async Task<SignInResult> ExchangeAsync(
        DataverseEnvironment environment, ConnectorSignIn setting, JsonObject user, SignInResult attempt, CancellationToken cancellationToken)
    {
        attempt = attempt with { User = user.Text("userPrincipalName"), IsExchanged = true };
        string? assertion;
        Entra.EntraError? refusal;
        lock (state.Gate)
        {
            (assertion, refusal) = PlatformExchange.Assertion(state, environment.Tenant, setting.ClientId, user);
        }

        if (assertion is null)
        {
            return Failed(attempt, $"AADSTS{refusal!.Number}", refusal.Text);
        }

        return Proof(setting) is { } proof
            ? await RedeemAsync(
                setting with { TenantId = environment.Tenant.Id },
                [("grant_type", Entra.OnBehalfOfGrant.Type), ("requested_token_use", "on_behalf_of"), ("assertion", assertion), .. proof],
                attempt,
                cancellationToken)
            : NoSecret(attempt);
    }

    /// <summary>Gets a new token for a connection that has a refresh token, with what the connector's row holds now.</summary>
    public async Task<SignInResult> RefreshAsync(
        DataverseEnvironment environment, string connector, string? set, string refreshToken, CancellationToken cancellationToken)
    {
        var (setting, attempt) = Prepare(environment, connector, set);
        return setting is null ? attempt
            : Proof(setting) is { } proof
                ? await RedeemAsync(setting, [("grant_type", "refresh_token"), ("refresh_token", refreshToken), .. proof], attempt, cancellationToken)
            : NoSecret(attempt);
    }

    private (ConnectorSignIn? Setting, SignInResult Attempt) Prepare(DataverseEnvironment environment, string connector, string? set)
    {
        ConnectorSignIn? setting;
        string? connectorId;
        lock (state.Gate)
        {
            Dataverse.Solutions.ImportJob.Advance(state);
            var row = Rows.Find(environment, Tables.Connector, connector) ?? Rows.FindBy(environment, Tables.Connector, "name", connector);
            connectorId = row?.Id(Tables.Connector);
            setting = row is null ? null : ConnectorSignIn.Read(row, set);
        }

        if (connectorId is null)
        {
            return (null, Failed(
                new SignInResult { ConnectorId = connector }, "UnknownConnector",
                $"There is no connector '{connector}' in the environment '{environment.Name}'."));
        }

        if (setting is null)
        {
            return (null, Failed(
                new SignInResult { ConnectorId = connectorId }, "NoSignIn",
                "The connector has no OAuth setting, so its connections need no sign-in."));
        }

        var attempt = new SignInResult { ConnectorId = connectorId, ClientId = setting.ClientId, RedirectUrl = setting.RedirectUrl, Resource = setting.Resource };
        return IsKnownLogin(setting.LoginUri)
            ? (setting, attempt)
            : (null, Failed(attempt, "UnknownLogin", $"The connector signs in at '{setting.LoginUri}', which the local cloud does not play."));
    }

    private async Task<SignInResult> AuthorizeAsync(
        ConnectorSignIn setting, JsonObject user, SignInResult attempt, CancellationToken cancellationToken)
    {
        var nonce = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        var address = $"{state.AuthorityHost}{setting.TenantId}/oauth2/authorize?" + Form(
            ("client_id", setting.ClientId),
            ("response_type", "code"),
            ("redirect_uri", setting.RedirectUrl),
            ("resource", setting.Resource),
            ("state", nonce),
            ("login_hint", user.Text("userPrincipalName")!));
        using var page = await _client.GetAsync(new Uri(address), cancellationToken);
        if (page.StatusCode != HttpStatusCode.Redirect || page.Headers.Location is not { } location)
        {
            return FromText(attempt, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(cancellationToken)));
        }

        var answer = QueryText.Parse(location.Query);
        if (answer.TryGetValue("error_description", out var description))
        {
            return FromText(attempt, description);
        }

        if (answer.GetValueOrDefault("state") != nonce)
        {
            return Failed(attempt, "StateMismatch", "The answer of the sign-in does not belong to the request.");
        }

        return Proof(setting) is { } proof
            ? await RedeemAsync(
                setting,
                [("grant_type", "authorization_code"), ("code", answer["code"]), ("redirect_uri", setting.RedirectUrl), .. proof],
                attempt,
                cancellationToken)
            : NoSecret(attempt);
    }

    private async Task<SignInResult> RedeemAsync(
        ConnectorSignIn setting, IReadOnlyList<(string Name, string Value)> grant, SignInResult attempt,
        CancellationToken cancellationToken)
    {
        using var content = new StringContent(
            Form([("client_id", setting.ClientId), ("resource", setting.Resource), .. grant]),
            Encoding.UTF8,
            "application/x-www-form-urlencoded");
        using var response = await _client.PostAsync(new Uri($"{state.AuthorityHost}{setting.TenantId}/oauth2/token"), content, cancellationToken);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        if (!response.IsSuccessStatusCode)
        {
            return FromText(attempt, body.Text("error_description") ?? "");
        }

        var claims = TokenSigner.Read(body.Text("access_token")!)!.Value.Claims;
        return attempt with
        {
            User = claims.Text("upn") ?? claims.Text("preferred_username"),
            Audience = claims.Text("aud"),
            Scopes = claims.Text("scp")!.Split(' '),
            ExpiresOn = DateTimeOffset.FromUnixTimeSeconds(claims["exp"]!.GetValue<long>()),
            AccessToken = body.Text("access_token"),
            RefreshToken = body.Text("refresh_token"),
        };
    }

    /// <summary>How the service behind the redirect URL proves itself: the row's secret, or a token of the platform that the app trusts.</summary>
    private IReadOnlyList<(string Name, string Value)>? Proof(ConnectorSignIn setting) =>
        setting.Trust is { } trust
            ? [("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", PlatformIssuer.Assertion(state, trust))]
            : setting.Secret is { } secret ? [("client_secret", secret)] : null;

    private bool IsKnownLogin(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Authority == new Uri(state.AuthorityHost).Authority || KnownLogins.Contains(uri.Host, StringComparer.OrdinalIgnoreCase));

    private static SignInResult FromText(SignInResult attempt, string text) => ErrorNumber().Match(text) is { Success: true } match
        ? Failed(attempt, match.Groups["code"].Value, match.Groups["text"].Value.Trim())
        : Failed(attempt, "Unexpected", text);

    private static SignInResult NoSecret(SignInResult attempt) => Failed(
        attempt, "NoSecret", "The connector row holds no client secret: it was never written, or an import or a save without it has wiped it.");

    private static SignInResult Failed(SignInResult attempt, string code, string message) => attempt with { ErrorCode = code, Message = message };

    private static string Form(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));

    [GeneratedRegex(@"(?<code>AADSTS\d+): (?<text>.*?)(?: Trace ID:|$)", RegexOptions.Singleline)]
    private static partial Regex ErrorNumber();
}
