using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;

namespace ConnectorBuild.Tool.Calls;

/// <summary>
/// Subscribes a webhook, and removes the subscription as the platform does when a flow is turned off: DELETE to the Location of the
/// answer.
/// </summary>
internal sealed class WebhookSubscription(CallSession session)
{
    private string? _location;

    /// <summary>Subscribes.</summary>
    /// <exception cref="ConnectorException">CB9620: the API refuses.</exception>
    public async Task<CallResult> SubscribeAsync(SwaggerOperation operation, CallValues values, string callback, CancellationToken cancellationToken)
    {
        var result = await session.CallAsync(operation, With(operation, values, callback), cancellationToken).ConfigureAwait(false);
        if (!result.IsSuccess)
        {
            throw new ConnectorException(new Diagnostic(
                RuntimeErrors.SubscriptionFailed,
                $"{operation.Id} could not be subscribed: the answer was "
                    + $"{result.Status}{(result.Trace?.Finding is { } f ? $" ({f.Code}: {f.Message.TrimEnd('.')})" : "")}. A flow with "
                    + $"this trigger could not be saved. The answer's body: {Shorten(result.Text)}"));
        }

        _location = result.Header("Location");
        return result;
    }

    /// <summary>Removes the subscription.</summary>
    /// <returns>What became of it, for a person; and whether it is gone.</returns>
    public async Task<(string Text, bool IsGone)> RemoveAsync(CancellationToken cancellationToken)
    {
        if (_location is not { Length: > 0 } location)
        {
            return ("The subscription stays, because its answer had no header Location. The platform could not remove it either: "
                + "answer with 201 and the address of the new hook.", false);
        }

        // Through the connection only if the address is the connection's; the platform does not know whose another one is, and brings no credential.
        var url = new Uri(new Uri(session.Connection!.Url + "/"), location.StartsWith('/') ? session.Connection.Url + location : location);
        var isOurs = url.ToString().StartsWith(session.Connection.Url + "/", StringComparison.OrdinalIgnoreCase);
        var request = new CallRequest("DELETE", "", [], null, null);
        try
        {
            var result = await session.SendAsync(request, url, isOurs ? session.Token : null, cancellationToken).ConfigureAwait(false);
            return result.IsSuccess
                ? ($"removed: DELETE {url} ({result.Status})", true)
                : ($"The subscription stays: DELETE {url} was answered with "
                    + $"{result.Status}.{(isOurs ? "" : " The address is not the connection's, so the platform brings no credential either: a policy 'setheader' for Location in the answer can change that.")}", false);
        }
        catch (HttpRequestException e)
        {
            return ($"The subscription stays: DELETE {url} failed ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}).", false);
        }
    }

    private CallValues With(SwaggerOperation operation, CallValues values, string callback)
    {
        var (parameter, path) = TriggerKind.NotificationUrl(session.Document, operation)!.Value;
        if (path.Count == 0)
        {
            var pairs = values.Parameters.SelectMany(g => g.Select(v => KeyValuePair.Create(g.Key, v)))
                .Where(p => !p.Key.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));
            return CallValues.Of(pairs.Append(KeyValuePair.Create(parameter.Name, callback))) with { Body = values.Body };
        }

        var body = Body(values, parameter.Name);
        var target = body;
        foreach (var name in path.SkipLast(1))
        {
            target = (target[name] ??= new JsonObject()) as JsonObject ?? [];
        }

        target[path[^1]] = callback;
        return values with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    private static JsonObject Body(CallValues values, string name)
    {
        var text = values.Body ?? (values.Parameters[name].FirstOrDefault() is { } given ? Encoding.UTF8.GetBytes(given) : "{}"u8.ToArray());
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new JsonException("it is not an object");
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                new Diagnostic(
                    RuntimeErrors.ParametersWrong,
                    "The body of the subscription must be a JSON object, so that the address can be put into it: "
                        + $"{e.Message.TrimEnd('.')}. Nothing was called."),
                e);
        }
    }

    private static string Shorten(string text) => text.Length == 0 ? "none." : text.Length > 300 ? text[..300] + "..." : text;
}
