using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Core;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Platform;

/// <summary>
/// The platform's own view of a connector: what makers, flows and agents get. A saved row reaches it minutes later, or never. Reads only,
/// and for people only:
/// the documented API (learn, "Power Platform API", Connectivity, version 2024-10-01) takes delegated permissions alone.
/// </summary>
public sealed class PlatformView(
    HttpClient http, DeploymentTarget target, TokenCredential credential, ConnectorEnvironment environment, TimeProvider clock)
{
    private const string Version = "2024-10-01";

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Reads the view once.</summary>
    /// <param name="rowId">The connector's row.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">Sign-in or the read of the row failed, or a service does not answer.</exception>
    public async Task<LiveState> ReadAsync(Guid rowId, CancellationToken cancellationToken)
    {
        if ((await environment.SignInAsync(cancellationToken).ConfigureAwait(false)).IsApplication)
        {
            return new LiveState(
                LiveKind.Hidden,
                "not readable by an app: the platform's view is for people only" + (target.PersonArguments is { } person ? $"; add {person}" : ""));
        }

        var row = await environment.ReadSavedAsync(rowId, target.Environment.EnvironmentId, cancellationToken).ConfigureAwait(false);
        return row?.InternalId is not { } id
            ? new LiveState(LiveKind.Behind, row is null ? "there is no connector" : "the environment has given the connector no id yet")
            : row.EnvironmentId is not { } where
                ? new LiveState(
                    LiveKind.Hidden,
                    "not readable: Dataverse does not say the environment's id; set EnvironmentId of the ConnectorEnvironment")
                : await AskAsync(row, id, where, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the view until makers have what the row says.</summary>
    /// <param name="rowId">The connector's row.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The last view; <see cref="LiveKind.Behind"/> where the time was over.</returns>
    public async Task<LiveState> WaitAsync(Guid rowId, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var delay = FirstWait; ; delay = delay * 2 < LongestWait ? delay * 2 : LongestWait)
        {
            var state = await ReadAsync(rowId, cancellationToken).ConfigureAwait(false);
            var waited = clock.GetElapsedTime(started);
            if (state.Kind != LiveKind.Behind || waited >= limit)
            {
                return state with { After = waited };
            }

            await Task.Delay(delay < limit - waited ? delay : limit - waited, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<LiveState> AskAsync(SavedConnector row, string id, string where, CancellationToken cancellationToken)
    {
        var address = new Uri(
            target.PowerPlatformUrl,
            $"connectivity/environments/{Uri.EscapeDataString(where)}/connectors/{Uri.EscapeDataString(id)}?$filter=environment eq "
                + $"'{where}'&api-version={Version}");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        if (token is null)
        {
            return new LiveState(LiveKind.Hidden, $"not readable: this way of signing in gets no token for {target.PowerPlatformScope}");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => Compare(row, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)),
                HttpStatusCode.NotFound => new LiveState(LiveKind.Behind, "makers do not have the connector yet"),
                HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => new LiveState(
                    LiveKind.Hidden, string.Create(
                        CultureInfo.InvariantCulture,
                        $"not readable: the Power Platform API refused this sign-in ({(int)response.StatusCode}); it needs the "
                            + $"delegated permission Connectivity.Connectors.Read")),
                var other =>
                    new LiveState(
                        LiveKind.Hidden,
                        string.Create(CultureInfo.InvariantCulture, $"not readable: the Power Platform API answered {(int)other}")),
            };
        }
        catch (HttpRequestException e)
        {
            return new LiveState(LiveKind.Hidden, $"not readable: {SafeText.OneLine(ConnectionFailure.Describe(e))}");
        }
    }

    private async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await credential.GetTokenAsync(
                new TokenRequestContext([target.PowerPlatformScope]), cancellationToken).ConfigureAwait(false)).Token;
        }
        catch (Azure.Identity.AuthenticationFailedException)
        {
            return null;
        }
    }

    private static string Evidence(LiveComparison comparison) =>
        "compared: the time of the take-over"
            + string.Concat(comparison.Compared.Select(c => ", " + c))
            + (comparison.HasOperations ? "" : "; the read does not show operations");

    // The members are documented (learn, "Get Connector By Id"); that the time is that of the take-over is one source's observation.
    private static LiveState Compare(SavedConnector row, string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            if (!document.RootElement.TryGetProperty("properties", out var properties)
                || !properties.TryGetProperty("changedTime", out var text)
                || !DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var changed))
            {
                return new LiveState(LiveKind.Hidden, "not readable: the Power Platform API does not say when the connector changed");
            }

            var comparison = LiveComparison.Of(row, properties);
            var missing = JsonView.List(comparison.Missing, 10);
            var state = changed < row.Modified
                ? new LiveState(
                    LiveKind.Behind,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"makers have the state of {changed.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; the connector was saved at "
                            + $"{row.Modified.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
                        + (missing.Length == 0 ? "" : $" ({missing})"))
                : missing.Length > 0
                    ? new LiveState(LiveKind.Behind, $"the platform has taken the connector over, but not all of it: {missing}")
                    : new LiveState(LiveKind.Live, $"makers have what was saved ({Evidence(comparison)})");
            return state with { Compared = comparison.Compared, Missing = comparison.Missing };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new LiveState(LiveKind.Hidden, "not readable: the Power Platform API's answer is not what its documentation says");
        }
    }
}
