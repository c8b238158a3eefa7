using System.Text;
using Microsoft.Extensions.Logging;

namespace ConnectorBuild.Scripting;

/// <summary>The context of one call.</summary>
internal sealed class ScriptContext : IScriptContext
{
    private readonly HttpMessageHandler _handler;
    private readonly ScriptOptions _options;
    private readonly ScriptTrace _trace;

    public ScriptContext(string operationId, HttpRequestMessage request, HttpMessageHandler handler, ScriptOptions options, ScriptTrace trace)
    {
        (_handler, _options, _trace, Request) = (handler, options, trace, request);
        Logger = new ScriptLogger(trace);
        OperationId = options.OperationIdAsBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(operationId)) : operationId;
        CorrelationId = options.CorrelationId ?? Guid.NewGuid().ToString();
        OriginalRequestUri = options.OriginalRequestUri ?? request.RequestUri ?? new Uri("https://localhost/");
        ConnectionParameters = new Dictionary<string, string>(options.ConnectionParameters, StringComparer.Ordinal);
    }

    public string CorrelationId { get; }

    public string OperationId { get; }

    public HttpRequestMessage Request { get; }

    public ILogger Logger { get; }

    public Uri OriginalRequestUri { get; }

    public IDictionary<string, string> ConnectionParameters { get; }

    public Uri CreateNotificationUri(params string[] args) => new(_options.NotificationUri, string.Concat(args));

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        _trace.Add(await SentRequest.CaptureAsync(request, cancellationToken).ConfigureAwait(false));

        // Not an HttpClient: scripts send the incoming request on, and a client refuses a request that was sent before.
        using var invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
        var response = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.RequestMessage ??= request;
        return response;
    }
}
