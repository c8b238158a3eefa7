namespace ConnectorBuild.Scripting.Running;

/// <summary>Runs one call, and makes its answer of whatever happens.</summary>
internal static class ScriptCallRunner
{
    public static async Task<ScriptAnswer> RunAsync(ScriptHost host, ScriptCall call, HttpMessageHandler backend, CancellationToken cancellationToken)
    {
        using var request = Request(call);

        // Not disposed: the backend outlives the call.
        var handler = call.AllowedHosts is { } allowed ? new HostGuard(allowed, call.Backends ?? new Dictionary<string, string>(), backend) : backend;
        var options = Options(call);
        var trace = new ScriptTrace();
        try
        {
            using var result = await host.ExecuteAsync(call.OperationId, request, handler, options, trace, cancellationToken).ConfigureAwait(false);
            return await AnswerAsync(result, cancellationToken).ConfigureAwait(false);
        }
        catch (ScriptTimeLimitException exception)
        {
            return Failure(new ScriptFailure(ScriptFailureKind.TimeLimit, exception.Message), trace);
        }
#pragma warning disable CA1031 // Do not catch general exception types: whatever a script throws is the answer.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(new ScriptFailure(
                exception is HostNotAllowedException ? ScriptFailureKind.HostNotAllowed : ScriptFailureKind.Exception,
                $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}",
                exception.ToString()), trace);
        }
#pragma warning restore CA1031
    }

    private static ScriptOptions Options(ScriptCall call)
    {
        var options = new ScriptOptions
        {
            TimeLimit = TimeSpan.FromMilliseconds(call.TimeLimit),
            OperationIdAsBase64 = call.OperationIdAsBase64,
            CorrelationId = call.CorrelationId,
            ConnectionParameters = call.ConnectionParameters,
            OriginalRequestUri = call.OriginalUrl is { } original ? new Uri(original) : null,
        };
        return call.NotificationUrl is { } notification ? options with { NotificationUri = new Uri(notification) } : options;
    }

    private static HttpRequestMessage Request(ScriptCall call)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Url);
        if (call.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in call.Headers)
        {
            // A header is the content's if the request does not take it. Without a body there is nothing that it could belong to.
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private static async Task<ScriptAnswer> AnswerAsync(ScriptResult result, CancellationToken cancellationToken)
    {
        var response = result.Response;
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new ScriptAnswer
        {
            Status = (int)response.StatusCode,
            Reason = response.ReasonPhrase,
            Headers = [.. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).SelectMany(
                header => header.Value.Select(value => new ScriptHeader(header.Key, value)))],
            Body = body,
            Logs = Logs(result.Logs),
            Sent = Sent(result.Requests),
        };
    }

    private static ScriptAnswer Failure(ScriptFailure failure, ScriptTrace trace) =>
        new() { Failure = failure, Logs = Logs(trace.Logs), Sent = Sent(trace.Requests) };

    private static List<ScriptLogLine> Logs(IReadOnlyList<ScriptLogEntry> logs) =>
        [.. logs.Select(log => new ScriptLogLine(log.Level.ToString(), log.Exception is { } exception ? $"{log.Message} {exception}" : log.Message))];

    private static List<ScriptSent> Sent(IReadOnlyList<SentRequest> requests) =>
        [.. requests.Select(sent => new ScriptSent(sent.Method.Method, sent.Uri?.ToString() ?? ""))];
}
