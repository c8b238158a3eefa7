using System.Globalization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;

namespace ConnectorBuild.Tool.Calls;

/// <summary>
/// Polls a trigger as the engine of flows does, but every second: 202 brings nothing, 200 an event, and Location says what to ask next.
/// </summary>
internal sealed class PollingListener(CallSession session, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Polls until the token is cancelled.</summary>
    /// <param name="operation">The trigger.</param>
    /// <param name="values">Values of its parameters.</param>
    /// <param name="report">Gets a line for what happens.</param>
    /// <param name="received">Is given each event; true ends the polling.</param>
    /// <param name="cancellationToken">Ends the polling.</param>
    /// <exception cref="ConnectorException">CB9615: an answer that a flow would fail with.</exception>
    public async Task RunAsync(
        SwaggerOperation operation, CallValues values, Action<string> report, Func<CallResult, bool> received,
        CancellationToken cancellationToken)
    {
        var request = CallRequest.Create(session.Document, operation, values);
        var (url, isFirst) = (new Uri(session.Connection!.Url + request.Target), true);
        while (true)
        {
            var result = await session.SendAsync(request, url, session.Token, cancellationToken).ConfigureAwait(false);
            if (!result.IsSuccess)
            {
                var why = result.Trace?.Finding is { } finding ? $"{finding.Code}: {finding.Message.TrimEnd('.')}" : result.Text;
                throw new ConnectorException(new Diagnostic(
                    RuntimeErrors.CallRefused, $"{operation.Id} was answered with {result.Status} while it was polled "
                        + $"({(why.Length > 300 ? why[..300] : why)}). A flow tries again, and then waits for its next recurrence."));
            }

            if (isFirst)
            {
                report(result.Status == 202 ? $"polling: {operation.Id}; its state is set" : $"polling: {operation.Id}");
                isFirst = false;
            }

            if (result.Status == 200 && received(result))
            {
                return;
            }

            // Without a Location the engine asks the original address again.
            if (result.Header("Location") is { Length: > 0 } location)
            {
                url = location.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? new Uri(location) : throw Relative(operation, location);
            }

            await Task.Delay(Wait(result), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // What the platform does with one is UNKNOWN; against the local cloud's address it would lead nowhere.
    private static ConnectorException Relative(SwaggerOperation operation, string location) => new(new Diagnostic(
        RuntimeErrors.CallRefused,
        $"{operation.Id} was answered with the relative Location '{SafeText.OneLine(location)}', and a polling trigger continues at "
            + "the address that it is given. "
            + "Nothing was polled again. Answer with the whole address, such as https://api.contoso.com/v1/poll?since=1."));

    private static TimeSpan Wait(CallResult result) =>
        result.Status == 200 && int.TryParse(
            result.Header("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds == 0
            ? TimeSpan.Zero
            : Interval;
}
