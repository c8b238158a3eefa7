using System.Diagnostics;
using System.Text;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Entra;
using ConnectorBuild.LocalCloud.Graph;
using ConnectorBuild.LocalCloud.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConnectorBuild.LocalCloud.Http;

/// <summary>Takes requests from Kestrel, finds their service, handles one at a time, keeps what changed and remembers that it happened.</summary>
internal sealed class Gateway
{
    private readonly CloudState _state;
    private readonly StateFile? _file;
    private readonly RequestLog _log;
    private readonly EntraApi _entra;
    private readonly GraphApi _graph;
    private readonly Dictionary<int, (string Name, DataverseApi Api)> _environments;

    private readonly Func<HttpContext, Task<bool>> _handleHost;

    /// <param name="state">The state.</param>
    /// <param name="sessions">Sign-ins under way.</param>
    /// <param name="file">Where the state is kept; null for memory.</param>
    /// <param name="log">Remembers requests.</param>
    /// <param name="ports">The environments by port.</param>
    /// <param name="handleHost">Answers requests that are for the host and not for a service; says whether it did.</param>
    public Gateway(
        CloudState state,
        SignInSessions sessions,
        StateFile? file,
        RequestLog log,
        IReadOnlyDictionary<int, DataverseEnvironment> ports,
        Func<HttpContext, Task<bool>> handleHost)
    {
        _handleHost = handleHost;
        _state = state;
        _file = file;
        _log = log;
        _entra = new EntraApi(state, sessions);
        _graph = new GraphApi(state);
        _environments = ports.ToDictionary(p => p.Key, p => (p.Value.Name, new DataverseApi(state, p.Value)));
    }

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (await _handleHost(context))
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        var time = _state.Now;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var (service, environment, request, handle) = await ReadAsync(context, target);
        var response = Run(request, handle);
        _log.Add(new RequestRecord(time, service, environment, request.Method, target, response.Status, Stopwatch.GetElapsedTime(started), request.Parts));
        await WriteAsync(context, response);
    }

    private CloudResponse Run(CloudRequest request, Func<CloudRequest, CloudResponse> handle)
    {
        lock (_state.Gate)
        {
            var restore = request.Method == "GET" ? null : _state.Snapshot();
            var before = _state.Changes;
            try
            {
                var response = handle(request);
                if (_state.Changes != before)
                {
                    _file?.Save(_state);
                }

                return response;
            }
            catch (CloudFailure failure)
            {
                restore?.Invoke();
                return failure.Response;
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException or System.Text.Json.JsonException)
            {
                // A value of a shape that no check foresaw. To the client it is a refusal like any other, and nothing was changed.
                restore?.Invoke();
                return CloudResponse.Bytes(500, Encoding.UTF8.GetBytes($"The local cloud failed on {request.Method} {request.Path}: {e}"), "text/plain; charset=utf-8");
            }
        }
    }

    private async Task<(string Service, string? Environment, CloudRequest Request, Func<CloudRequest, CloudResponse> Handle)> ReadAsync(HttpContext context, string target)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : target[question..];
        var baseUrl = $"{context.Request.Scheme}://{context.Request.Host}";
        if (_environments.TryGetValue(context.Connection.LocalPort, out var environment))
        {
            return DataversePath.Read(path).Path is { } rest && path.StartsWith("/api/", StringComparison.Ordinal)
                ? ("Dataverse", environment.Name, Request(rest), environment.Api.Handle)
                : ("Dataverse", environment.Name, Request(path), _ => throw DataverseError.NotSupported($"{context.Request.Method} {path}").ToFailure(Request(path)));
        }

        return path.StartsWith("/v1.0/", StringComparison.OrdinalIgnoreCase) ? ("Graph", null, Request(path["/v1.0".Length..]), _graph.Handle)
            : path.StartsWith("/beta/", StringComparison.OrdinalIgnoreCase) ? ("Graph", null, Request(path), _graph.Handle)
            : ("Entra", null, Request(path), _entra.Handle);

        CloudRequest Request(string servicePath) => new()
        {
            Method = context.Request.Method.ToUpperInvariant(),
            Path = servicePath,
            Query = QueryText.Parse(query),
            Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
            BaseUrl = baseUrl,
        };
    }

    private static async Task WriteAsync(HttpContext context, CloudResponse response)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (response.Body.Length > 0)
        {
            context.Response.ContentLength = response.Body.Length;
            await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
        }
    }
}
