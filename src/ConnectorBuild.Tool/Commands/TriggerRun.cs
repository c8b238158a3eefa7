using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.Tool.Calls;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary>A trigger that runs until it has brought enough, its time is over, or somebody stops it.</summary>
internal sealed class TriggerRun(ToolContext context, CallSession session, SwaggerOperation operation, int? count, TimeSpan? timeout, bool json)
{
    private readonly JsonArray _events = [];
    private readonly List<Diagnostic> _findings = [];

    /// <summary>Runs the trigger.</summary>
    /// <returns>The exit code: 1 where a payload does not fit, or too little came.</returns>
    public async Task<int> RunAsync(CallValues values, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } time)
        {
            limit.CancelAfter(time);
        }

        try
        {
            await (TriggerKind.IsWebhook(session.Document, operation) ? ListenAsync(values, limit.Token) : PollAsync(values, limit.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // Stopped, or the time is over: what has come so far counts.
        }

        if (!cancellationToken.IsCancellationRequested && _events.Count < (count ?? 1))
        {
            _findings.Add(new Diagnostic(
                RuntimeErrors.NothingCame,
                $"{operation.Id} brought {_events.Count} of {count ?? 1} events within {timeout?.TotalSeconds:0.###} seconds. Let the "
                    + "API have something new while 'listen' runs, and check that it answers newest first, or that it calls the "
                    + "subscribed address."));
        }

        if (json)
        {
            var document = new JsonObject
            {
                ["kind"] = "events",
                ["version"] = 1,
                ["trigger"] = operation.Id,
                ["events"] = _events,
                ["diagnostics"] = PlanJson.Errors(_findings),
            };
            await context.Streams.Out.WriteLineAsync(PlanJson.Text(document)).ConfigureAwait(false);
        }

        DiagnosticLines.Write(context.Streams.Error, _findings);
        return _findings.Any(f => f.Severity == DiagnosticSeverity.Error) ? ExitCode.Failed : ExitCode.Done;
    }

    private Task PollAsync(CallValues values, CancellationToken cancellationToken) => new PollingListener(session, context.Clock).RunAsync(
        operation,
        values,
        Say,
        result => Received(result.Body, session.Document.ResponseSchema(operation, 200, out _)),
        cancellationToken);

    private async Task ListenAsync(CallValues values, CancellationToken cancellationToken)
    {
        var listener = new WebhookListener();
        await using (listener.ConfigureAwait(false))
        {
            await listener.StartAsync(cancellationToken).ConfigureAwait(false);
            var subscription = new WebhookSubscription(session);

            // Not stopped half way: nobody would know the address of a hook that was made meanwhile.
            var subscribed = await subscription.SubscribeAsync(operation, values, listener.Url, CancellationToken.None).ConfigureAwait(false);
            Say($"subscribed: {operation.Id} ({subscribed.Status}), listening on {listener.Url}");
            try
            {
                do
                {
                    while (listener.Notes.TryRead(out var note))
                    {
                        Say(note);
                    }
                }
                while (!Received(
                    await listener.Events.ReadAsync(cancellationToken).ConfigureAwait(false),
                    TriggerKind.NotificationSchema(session.Document, operation)));
            }
            finally
            {
                while (listener.Notes.TryRead(out var note))
                {
                    Say(note);
                }

                // Also where the run was stopped: a hook that stays calls an address that is gone.
                var (text, isGone) = await subscription.RemoveAsync(CancellationToken.None).ConfigureAwait(false);
                Say(text);
                if (!isGone)
                {
                    _findings.Add(new Diagnostic(RuntimeErrors.SubscriptionFailed, text));
                }
            }
        }
    }

    /// <summary>Takes an event.</summary>
    /// <returns>Whether there are enough.</returns>
    private bool Received(byte[] payload, JsonObject? schema)
    {
        JsonNode? node = null;
        IReadOnlyList<string> problems;
        try
        {
            node = JsonNode.Parse(payload);
            problems = SchemaCheck.Problems(session.Document, node, schema);
        }
        catch (JsonException e)
        {
            problems = [$"The payload is not JSON: {e.Message}"];
        }

        _events.Add(node?.DeepClone() ?? JsonValue.Create(System.Text.Encoding.UTF8.GetString(payload)));
        Say($"event {_events.Count}: {_events[^1]?.ToJsonString()}");
        _findings.AddRange(problems.Select(p => new Diagnostic(
            RuntimeErrors.PayloadDiffers, $"Event {_events.Count} of {operation.Id}: "
                + $"{p.Replace("The answer", "the payload", StringComparison.Ordinal)}. Flows are built on the definition. Correct the "
                + "definition, or the API.")));
        return _events.Count >= count;
    }

    private void Say(string text) => (json ? context.Streams.Error : context.Streams.Out).WriteLine(text);
}
