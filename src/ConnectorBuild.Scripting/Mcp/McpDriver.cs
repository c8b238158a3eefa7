using System.Globalization;
using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;

namespace ConnectorBuild.Scripting.Mcp;

/// <summary>
/// Talks to an MCP server in a script: JSON-RPC 2.0 in the bodies of POST requests (Model Context Protocol, Streamable HTTP). Answers may
/// be JSON or an event stream.
/// </summary>
public sealed class McpDriver
{
    private readonly ScriptHost _host;
    private readonly string _operationId;
    private readonly HttpMessageHandler _handler;
    private readonly ScriptOptions? _options;
    private readonly List<ScriptLogEntry> _logs = [];
    private string? _session;
    private int _lastId;

    /// <param name="host">The script.</param>
    /// <param name="operationId">The operation that messages are posted to, for example <c>InvokeMCP</c>.</param>
    /// <param name="handler">Answers what the script sends.</param>
    /// <param name="options">How the host behaves; null for the platform's defaults.</param>
    public McpDriver(ScriptHost host, string operationId, HttpMessageHandler handler, ScriptOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        (_host, _operationId, _handler, _options) = (host, operationId, handler, options);
    }

    /// <summary>The URL that messages are posted to.</summary>
    public Uri Endpoint { get; init; } = new("https://localhost/mcp");

    /// <summary>What the script logged in all messages up to now.</summary>
    public IReadOnlyList<ScriptLogEntry> Logs => _logs;

    /// <summary>Opens the session: <c>initialize</c>, then the notification <c>notifications/initialized</c>.</summary>
    /// <param name="protocolVersion">The version that the client asks for.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The server's answer: protocolVersion, capabilities, serverInfo.</returns>
    /// <exception cref="McpException">The server answers with an error, or not as JSON-RPC demands.</exception>
    public async Task<JObject> InitializeAsync(string protocolVersion = "2025-06-18", CancellationToken cancellationToken = default)
    {
        var result = await CallAsync("initialize", new JObject
        {
            ["protocolVersion"] = protocolVersion,
            ["capabilities"] = new JObject(),
            ["clientInfo"] = new JObject { ["name"] = "ConnectorBuild.Scripting", ["version"] = "1.0" },
        }, cancellationToken).ConfigureAwait(false);
        await NotifyAsync("notifications/initialized", null, cancellationToken).ConfigureAwait(false);
        return result as JObject ?? throw new McpException("The answer to initialize has no object 'result'.", null);
    }

    /// <summary>The server's tools, all pages.</summary>
    /// <exception cref="McpException">The server answers with an error, or without a list.</exception>
    public async Task<IReadOnlyList<McpTool>> ListToolsAsync(CancellationToken cancellationToken = default)
    {
        var tools = new List<McpTool>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var result = await CallAsync(
                "tools/list", cursor is null ? [] : new JObject { ["cursor"] = cursor }, cancellationToken).ConfigureAwait(false);
            tools.AddRange(
                (result["tools"] as JArray ?? throw new McpException(
                    "The answer to tools/list has no array 'tools'.", null)).Select(McpTool.Of));
            cursor = (string?)result["nextCursor"];
            if (cursor is not null && !seen.Add(cursor))
            {
                throw new McpException($"tools/list gives the cursor '{cursor}' twice, so the list never ends.", null);
            }
        }
        while (cursor is not null);
        return tools;
    }

    /// <summary>Calls a tool.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">Its arguments; null for none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="McpException">The server answers with an error of the protocol. A tool's own failure is <see
    /// cref="McpToolResult.IsError"/>.</exception>
    public async Task<McpToolResult> CallToolAsync(string name, JObject? arguments = null, CancellationToken cancellationToken = default) =>
        new(await CallAsync("tools/call", new JObject { ["name"] = name, ["arguments"] = arguments ?? [] }, cancellationToken).ConfigureAwait(false));

    /// <summary>Sends a request of any method.</summary>
    /// <returns>The member <c>result</c> of the answer.</returns>
    /// <exception cref="McpException">The server answers with an error, or not as JSON-RPC demands.</exception>
    public async Task<JToken> CallAsync(string method, JObject? parameters = null, CancellationToken cancellationToken = default)
    {
        var id = ++_lastId;
        using var run = await PostAsync(Message(method, parameters, id), cancellationToken).ConfigureAwait(false);
        var text = await run.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (!run.Response.IsSuccessStatusCode && text.Length == 0)
        {
            throw new McpException($"{method} was answered with status {(int)run.Response.StatusCode} and no body.", null);
        }

        if (run.Response.Headers.TryGetValues("Mcp-Session-Id", out var sessions))
        {
            _session = sessions.First();
        }

        return McpAnswer.Result(text, run.Response.Content.Headers.ContentType?.MediaType, method, id);
    }

    /// <summary>Sends a notification, which has no answer.</summary>
    /// <exception cref="McpException">The server refuses it.</exception>
    public async Task NotifyAsync(string method, JObject? parameters = null, CancellationToken cancellationToken = default)
    {
        using var run = await PostAsync(Message(method, parameters, id: null), cancellationToken).ConfigureAwait(false);
        if (!run.Response.IsSuccessStatusCode)
        {
            throw new McpException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The notification {method} was answered with status {(int)run.Response.StatusCode}; a server accepts it with "
                        + $"{(int)HttpStatusCode.Accepted}."),
                null);
        }
    }

    private static JObject Message(string method, JObject? parameters, int? id)
    {
        var message = new JObject { ["jsonrpc"] = "2.0" };
        if (id is not null)
        {
            message["id"] = id;
        }

        message["method"] = method;
        if (parameters is not null)
        {
            message["params"] = parameters;
        }

        return message;
    }

    private async Task<ScriptResult> PostAsync(JObject message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint)
        {
            Content = new StringContent(message.ToString(Newtonsoft.Json.Formatting.None), Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        if (_session is not null)
        {
            request.Headers.Add("Mcp-Session-Id", _session);
        }

        var run = await _host.ExecuteAsync(_operationId, request, _handler, _options, cancellationToken).ConfigureAwait(false);
        _logs.AddRange(run.Logs);
        return run;
    }
}
