using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Runtime.Calls;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Calls;

/// <summary>A connector in a local cloud with a connection to it.</summary>
internal sealed class CallSession : IDisposable
{
    private readonly LocalCloudConnection _cloud;
    private readonly HttpClient _client;
    private readonly string _environment;

    private CallSession(LocalCloudConnection cloud, string environment, DeployedConnector connector, MakerConnection? connection, string? token)
    {
        (_cloud, _environment, Connector, Connection, Token) = (cloud, environment, connector, connection, token);
        _client = LocalCloudClient.CreateHttpClient(cloud.Endpoints);
        _client.Timeout = Timeout.InfiniteTimeSpan;
        Document = new SwaggerDocument(JsonNode.Parse(connector.Definition) as JsonObject ?? []);
    }

    public DeployedConnector Connector { get; }

    public SwaggerDocument Document { get; }

    public MakerConnection? Connection { get; private set; }

    public string? Token { get; private set; }

    /// <summary>Opens a connector as it was last saved.</summary>
    /// <exception cref="ConnectorException">CB9624: it is not there.</exception>
    public static async Task<CallSession> OpenAsync(
        LocalCloudConnection cloud, string environment, string connector, CancellationToken cancellationToken)
    {
        var found = await LocalCloudClient.FindConnectorAsync(cloud.Endpoints, environment, connector, cancellationToken).ConfigureAwait(false)
            ?? throw new ConnectorException(new Diagnostic(
                RuntimeErrors.UnknownConnector,
                $"The environment '{environment}' of the local cloud has no connector '{connector}'. Nothing was called. Publish the "
                    + $"project to it first: dotnet publish -p:ConnectorEnvironment={environment}"));
        return new CallSession(cloud, environment, found, connection: null, token: null);
    }

    /// <summary>The operation with an id.</summary>
    /// <exception cref="ConnectorException">CB9601: there is none; the message has the nearest.</exception>
    public SwaggerOperation RequireOperation(string id)
    {
        var names = Document.Operations.Select(o => o.Id).ToList();
        return Document.Find(id) ?? throw new ConnectorException(new Diagnostic(
            RuntimeErrors.UnknownOperation,
            $"The connector '{Connector.DisplayName}' has no operation '{id}'{NearestName.Hint(id, names)}; it has "
                + $"{string.Join(", ", names.Take(20))}{(names.Count > 20 ? $" and {names.Count - 20} more" : "")}. Nothing was "
                + "called. A change of the definition counts from the next publish on."));
    }

    /// <summary>Makes a connection, or takes an existing one.</summary>
    /// <exception cref="ConnectorException">CB9603: a sign-in or a value is missing. CB9602: a name does not fit. CB9625: there is no such user.</exception>
    public async Task ConnectAsync(ConnectionRequest request, CancellationToken cancellationToken)
    {
        var answer = await LocalCloudClient.ConnectAsync(_cloud.Endpoints, _environment, Connector.Id, request, cancellationToken)
            .ConfigureAwait(false);
        if (answer.Connection is null)
        {
            throw new ConnectorException(answer.Problem switch
            {
                ConnectionProblem.MissingValue =>
                    new Diagnostic(
                        RuntimeErrors.SignInMissing,
                        $"{answer.Message} Nothing was called. Put the value into an environment variable, and write "
                            + "--connection-parameter name=env:VARIABLE."),
                ConnectionProblem.SignInRefused =>
                    new Diagnostic(
                        RuntimeErrors.SignInMissing,
                        $"No connection could be made, because the sign-in was refused ({answer.Message}). Nothing was called. "
                            + "docs/troubleshooting.md says what the code means."),
                ConnectionProblem.UnknownUser =>
                    new Diagnostic(RuntimeErrors.UnknownUser, $"{answer.Message} Nothing was called. Name one of these with --user."),
                _ => new Diagnostic(RuntimeErrors.UnknownConnection, $"{answer.Message} Nothing was called."),
            });
        }

        (Connection, Token) = (answer.Connection, answer.Token);
    }

    /// <summary>Calls an operation through the connection.</summary>
    public Task<CallResult> CallAsync(SwaggerOperation operation, CallValues values, CancellationToken cancellationToken) =>
        SendAsync(CallRequest.Create(Document, operation, values), cancellationToken);

    /// <summary>Sends a request to the connection.</summary>
    public Task<CallResult> SendAsync(CallRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, new Uri(Connection!.Url + request.Target), Token, cancellationToken);

    /// <summary>Sends a request to an address, with or without the gateway's token.</summary>
    public async Task<CallResult> SendAsync(CallRequest request, Uri url, string? token, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(url, token);
        using var response = await _client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Select(h => KeyValuePair.Create(h.Key, string.Join(", ", h.Value))).ToList();
        var id = headers.Find(h => h.Key.Equals("x-ms-tracking-id", StringComparison.OrdinalIgnoreCase)).Value;
        var trace = id is null ? null : await LocalCloudClient.FindCallAsync(_cloud.Endpoints, id, cancellationToken).ConfigureAwait(false);
        return new CallResult(request, url, (int)response.StatusCode, headers, body, trace);
    }

    /// <summary>A text of an answer without the connection's secrets.</summary>
    public Task<string> MaskAsync(CallResult result, string text, CancellationToken cancellationToken) =>
        result.Trace is null ? Task.FromResult(text) : LocalCloudClient.MaskAsync(_cloud.Endpoints, result.Trace.Id, text, cancellationToken);

    public void Dispose() => _client.Dispose();
}

/// <summary>A call and its answer.</summary>
internal sealed record CallResult(
    CallRequest Request, Uri Url, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, CallTrace? Trace)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON; null where it is not.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? null : JsonNode.Parse(Body);
            }
            catch (System.Text.Json.JsonException)
            {
                return null;
            }
        }
    }

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
