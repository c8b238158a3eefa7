using System.Net;
using System.Text.Json;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>
/// Asks the token endpoint whether it takes a new secret. Entra needs seconds to minutes to know one; handing it to the connector earlier would
/// give users AADSTS7000215.
/// </summary>
/// <remarks>Not through MSAL: it refuses further calls for a client for a minute after an error, without asking.</remarks>
internal sealed class SecretProbe(HttpClient http, DeploymentTarget target, TimeProvider clock)
{
    private const string InvalidSecret = "AADSTS7000215";
    private const string UnknownApplication = "AADSTS700016";
    private const string NoServicePrincipal = "AADSTS7000229";

    /// <summary>The longest that a new secret may take (ARO-HCP allows two minutes).</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <summary>A secret that was brought has been there before this run; only a replica may be behind.</summary>
    private static readonly TimeSpan BroughtBound = TimeSpan.FromSeconds(15);

    /// <summary>Waits until a secret that was minted just now works.</summary>
    /// <param name="appId">The app's client id.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="progress">Called when it has to wait.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB7201: it does not within two minutes, or is refused for another reason; CB9005: no answer.</exception>
    public async Task WaitAsync(string appId, ClientSecret secret, Action<string> progress, CancellationToken cancellationToken)
    {
        if (await TryAsync(
            appId, secret, Bound, () => progress("waits until Entra takes the new secret, which can be two minutes"),
            cancellationToken).ConfigureAwait(false) is var (isLag, text))
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.SecretNotUsable,
                SafeText.OneLine(
                    "Entra does not take the new client secret of app "
                        + $"{appId}{(isLag ? $" even after {Bound.TotalMinutes} minutes" : "")}: {text} The connector was not touched "
                        + "and keeps what it has. Run again: a new secret is minted then, and this one is removed after its overlap.")));
        }
    }

    /// <summary>Tries a secret that the user brought.</summary>
    /// <param name="appId">The app's client id.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="isAppNew">Whether this run has made or restored the app, so that Entra may not know it yet.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB7208: it is refused; CB9005: no answer.</exception>
    public async Task TryBroughtAsync(string appId, ClientSecret secret, SecretSource source, bool isAppNew, CancellationToken cancellationToken)
    {
        if (await TryAsync(appId, secret, isAppNew ? Bound : BroughtBound, waits: null, cancellationToken).ConfigureAwait(false) is var (_, text))
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.SecretNotTaken,
                SafeText.OneLine(
                    $"The client secret from {source} is not one of app {appId}, says Entra: {text} The connector was not touched and "
                        + "keeps what it has. Put the VALUE of a secret of that app there (not the secret's id), and run again.")));
        }
    }

    private async Task<(bool IsLag, string Text)?> TryAsync(
        string appId, ClientSecret secret, TimeSpan bound, Action? waits, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var delay = TimeSpan.FromMilliseconds(250); ; delay = TimeSpan.FromSeconds(Math.Min(delay.TotalSeconds * 2, 8)))
        {
            var refusal = await AskAsync(appId, secret, cancellationToken).ConfigureAwait(false);
            if (refusal is not var (isLag, _) || !isLag || clock.GetElapsedTime(started) + delay >= bound)
            {
                return refusal;
            }

            waits?.Invoke();
            waits = null;
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(bool IsLag, string Text)?> AskAsync(string appId, ClientSecret secret, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", appId),
            new("client_secret", secret.Reveal()),
            new("scope", target.GraphScope),
        ]);
        try
        {
            using var response = await http.PostAsync(
                new Uri(target.AuthorityHost, $"{target.TenantId}/oauth2/v2.0/token"), form, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                // Only a token proves the secret: a proxy's page has status 200, too.
                return HasToken(body)
                    ? null
                    : throw AnswerException.Unreadable(target.AuthorityHost, $"HTTP {(int)response.StatusCode} without a token");
            }

            var text = Description(body);
            return (IsLag(response.StatusCode, text), text);
        }
        catch (HttpRequestException e)
        {
            throw GraphErrors.Unreachable(e, "trying the client secret", "The token endpoint");
        }
    }

    private static bool HasToken(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonAnswer.Text(json.RootElement, "access_token") is { Length: > 0 };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsLag(HttpStatusCode status, string text) =>
        status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
        || text.Contains(InvalidSecret, StringComparison.Ordinal)
        || text.Contains(UnknownApplication, StringComparison.Ordinal)
        || text.Contains(NoServicePrincipal, StringComparison.Ordinal);

    private static string Description(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonAnswer.Text(json.RootElement, "error_description") ?? body;
        }
        catch (JsonException)
        {
            return "the answer was no JSON.";
        }
    }
}
