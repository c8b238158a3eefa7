using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>What the Web API's refusals mean, and the way out.</summary>
internal static partial class DataverseErrors
{
    private static readonly string[] RequestIdHeaders = ["x-ms-service-request-id", "x-ms-correlation-request-id", "REQ_ID"];

    /// <summary>The coded failure of an answer.</summary>
    public static async Task<ConnectorException> ReadAsync(
        HttpResponseMessage response, DeploymentTarget target, string doing, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        JsonObject? body = null;
        try
        {
            body = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Not OData: a proxy, a login page, another service.
        }

        return Create(response.StatusCode, body, target, doing, RequestId(response));
    }

    /// <summary>The coded failure of a status and an OData error body.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body, or null.</param>
    /// <param name="target">The environment.</param>
    /// <param name="doing">What was being done, as the end of "while …".</param>
    /// <param name="requestId">What Microsoft's support finds the request by; null where the answer does not say.</param>
    public static ConnectorException Create(HttpStatusCode status, JsonObject? body, DeploymentTarget target, string doing, string? requestId = null)
    {
        var error = body?["error"] as JsonObject;
        var code = Text(error, "code");
        var message = Text(error, "message");
        var request = requestId is null ? "" : $", request-id {requestId}";
        var said = SafeText.OneLine(string.Join(' ', new[] { $"{(int)status}", code, message }.Where(s => s.Length > 0)) + request);
        var refusal = new ServiceRefusal((int)status, code, message);
        if (HeldBack.Find(code, message, $"Dataverse refused the request while {doing}") is { } held)
        {
            return new ConnectorException(held) { Refusal = refusal };
        }

        var (descriptor, text) = (status, code, message) switch
        {
            _ when DataverseRefusals.IsNoUser(refusal) => (
                DataverseDiagnostics.NoApplicationUser,
                $"The identity that is signed in is not a user of {target.DataverseUrl} while {doing} ({said}). Nothing was changed by "
                    + "this request. Make an application user with the roles Environment Maker and System Customizer (or System "
                    + $"Administrator): pac admin assign-user --environment {target.DataverseUrl} --user <client id> --role \"System "
                    + $"Administrator\" --application-user."),
            _ when DataverseRefusals.IsBlocked(refusal) => (
                DataverseDiagnostics.UnmanagedBlocked,
                $"{target.DataverseUrl} blocks unmanaged customizations, and so it refused the request while {doing} ({said}). Running "
                    + $"again does not help. Set Managed=\"true\" on environment '{target.Name}' of the project to have the managed "
                    + "package imported, or have the setting changed in the Power Platform admin center."),
            (HttpStatusCode.Unauthorized, _, _) => (
                DataverseDiagnostics.Denied,
                $"{target.DataverseUrl} did not take the token while {doing} ({said}). Nothing was changed by this request; what had been done "
                    + "before stays. Check that Url and TenantId of the environment belong together and that the identity may sign in to it; "
                    + "the sign-in logs of Entra say whether a policy forbids it."),
            (HttpStatusCode.Forbidden, _, _) => (
                DataverseDiagnostics.Denied,
                $"Dataverse denied access while {doing} ({said}). Nothing was changed by this request; what had been done before "
                    + "stays. Give the identity the roles Environment Maker and System Customizer, or System Administrator, in "
                    + $"{target.DataverseUrl}."),
            (HttpStatusCode.TooManyRequests, _, _) => (
                DataverseDiagnostics.Throttled,
                $"Dataverse still holds requests up after all waits while {doing} ({said}). Run again in five minutes, or spread the "
                    + "runs that use this identity."),
            (HttpStatusCode.PreconditionFailed, _, _) => (
                DataverseDiagnostics.Moved,
                $"The row was changed by somebody else while {doing} ({said}). It was not overwritten. Run again: the plan is then "
                    + "made from the current state."),
            (_, _, var m) when DataverseRefusals.IsOfConnectorService(refusal) => (
                DataverseDiagnostics.ConnectorService,
                $"The connector service refused the connector while {doing}: {Unwrap(m)}{Labelled(Correlation(m) ?? requestId)}. "
                    + "Correct the definition or apiProperties.json; dotnet build shows what can be known of it offline."),
            (HttpStatusCode.NotFound or HttpStatusCode.NotImplemented, "", _) or (HttpStatusCode.MethodNotAllowed or < HttpStatusCode.BadRequest, _, _) => (
                DataverseDiagnostics.NotDataverse,
                $"{target.DataverseUrl} does not answer like the Dataverse Web API while {doing} ({said}). Set Url to the "
                    + "environment's address, such as https://contoso-dev.crm4.dynamics.com, without path. What had been done before "
                    + "stays."),
            _ => (
                DataverseDiagnostics.Refused,
                $"Dataverse refused the request while {doing} ({said}). What had been done before stays; the next run continues from there."),
        };
        return new ConnectorException(new Diagnostic(descriptor, text)) { Refusal = refusal };
    }

    // A number is as good a code as a text; what is neither says nothing.
    private static string Text(JsonNode? node, string name) => (node as JsonObject)?[name] is JsonValue value ? value.ToString() : "";

    // The names of the header field differ by the part of the service that answers.
    private static string? RequestId(HttpResponseMessage response) => RequestIdHeaders
        .Select(name => response.Headers.TryGetValues(name, out var values) ? SafeText.OneLine(values.FirstOrDefault() ?? "") : null)
        .FirstOrDefault(id => !string.IsNullOrEmpty(id));

    private static string Labelled(string? id) => id is null ? "" : $" (correlation id {id})";

    // The connector service's own id is in its text; the two are not the same.
    private static string? Correlation(string message) => CorrelationId().Match(message) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""(?:correlation|tracking)[ -]?id[^0-9a-f]{1,12}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})""", RegexOptions.IgnoreCase)]
    private static partial Regex CorrelationId();

    // ApiHubs puts its own JSON into the message's text, between quotes.
    internal static string Unwrap(string message)
    {
        var start = message.IndexOf('{', StringComparison.Ordinal);
        var end = message.LastIndexOf('}');
        if (start >= 0 && end > start)
        {
            try
            {
                var inner = JsonNode.Parse(message[start..(end + 1)]);
                var text = new[] { Text(inner, "Message"), Text(inner, "message"), Text((inner as JsonObject)?["error"], "message") }.FirstOrDefault(t => t.Length > 0);
                if (text is not null)
                {
                    return SafeText.OneLine(text);
                }
            }
            catch (JsonException)
            {
                // Not JSON after all: the whole message says it.
            }
        }

        return SafeText.OneLine(message);
    }
}
