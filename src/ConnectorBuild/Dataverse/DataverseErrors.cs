using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Deployment;
using ConnectorBuild.Entra;
using ConnectorBuild.Reporting;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Dataverse;

/// <summary>What the Web API's refusals mean, and the way out.</summary>
internal static class DataverseErrors
{
    private const string NotAMember = "0x80072560";

    /// <summary>The coded failure of an answer.</summary>
    public static async Task<ConnectorException> ReadAsync(HttpResponseMessage response, DeploymentTarget target, string doing, CancellationToken cancellationToken)
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

        return Create(response.StatusCode, body, target, doing);
    }

    /// <summary>The coded failure of a status and an OData error body.</summary>
    public static ConnectorException Create(HttpStatusCode status, JsonObject? body, DeploymentTarget target, string doing)
    {
        var error = body?["error"] as JsonObject;
        var code = (string?)error?["code"] ?? "";
        var message = (string?)error?["message"] ?? "";
        var said = SafeText.OneLine($"{(int)status} {code} {message}");
        var (descriptor, text) = (status, code, message) switch
        {
            (HttpStatusCode.Forbidden, NotAMember, _) => (
                DataverseDiagnostics.NoApplicationUser,
                $"The identity that is signed in is no user of {target.DataverseUrl} while {doing} ({said}). Nothing was changed by this request. Make an application user with the roles Environment Maker and System Customizer (or System Administrator): pac admin assign-user --environment {target.DataverseUrl} --user <client id> --role \"System Administrator\" --application-user."),
            (HttpStatusCode.Forbidden, _, _) => (
                DataverseDiagnostics.Denied,
                $"Dataverse denied access while {doing} ({said}). Give the identity the roles Environment Maker and System Customizer, or System Administrator, in {target.DataverseUrl}."),
            (HttpStatusCode.TooManyRequests, _, _) => (
                DataverseDiagnostics.Throttled,
                $"Dataverse still holds requests up after all waits while {doing} ({said}). Run again in five minutes, or spread the runs that use this identity."),
            (HttpStatusCode.PreconditionFailed, _, _) => (
                DataverseDiagnostics.Moved,
                $"The row was changed by somebody else while {doing} ({said}). It was not overwritten. Run again: the plan is then made from what is there now."),
            (_, _, var m) when m.Contains("ApiHubsRequestFailed", StringComparison.Ordinal) || code.Contains("ApiHubs", StringComparison.Ordinal) => (
                DataverseDiagnostics.ConnectorService,
                $"The connector service refused the connector while {doing}: {Unwrap(m)}. Correct the definition or apiProperties.json; dotnet build shows what can be known of it offline."),
            (HttpStatusCode.NotFound or HttpStatusCode.NotImplemented or HttpStatusCode.Found or HttpStatusCode.MovedPermanently, "", _) or (HttpStatusCode.OK, _, _) or (HttpStatusCode.MethodNotAllowed, _, _) => (
                DataverseDiagnostics.NotDataverse,
                $"{target.DataverseUrl} does not answer like the Dataverse Web API while {doing} ({said}). Set Url to the environment's address, such as https://contoso-dev.crm4.dynamics.com, without path. What had been done before stays."),
            _ => (
                DataverseDiagnostics.Refused,
                $"Dataverse refused the request while {doing} ({said}). What had been done before stays; the next run goes on from there."),
        };
        return new ConnectorException(new Diagnostic(descriptor, text));
    }

    // ApiHubs puts its own JSON into the message's text, between quotes.
    private static string Unwrap(string message)
    {
        var start = message.IndexOf('{', StringComparison.Ordinal);
        var end = message.LastIndexOf('}');
        if (start >= 0 && end > start)
        {
            try
            {
                var inner = JsonNode.Parse(message[start..(end + 1)]);
                var text = (string?)inner?["Message"] ?? (string?)inner?["message"] ?? (string?)inner?["error"]?["message"];
                if (!string.IsNullOrEmpty(text))
                {
                    return SafeText.OneLine(text);
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // Not JSON after all: the whole message says it.
            }
        }

        return SafeText.OneLine(message);
    }
}
