using System.Net;

namespace ConnectorBuild.Scripting.Running;

/// <summary>Lets requests through to loopback and to the hosts that are allowed.</summary>
internal sealed class HostGuard(IReadOnlyList<string> allowed, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri is { IsAbsoluteUri: true } uri ? uri.IdnHost : "";
        return IsLoopback(host) || allowed.Contains(host, StringComparer.OrdinalIgnoreCase)
            ? base.SendAsync(request, cancellationToken)
            : throw new HostNotAllowedException(host);
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>A request to a host that is not allowed.</summary>
internal sealed class HostNotAllowedException(string host) : HttpRequestException($"The script sends a request to '{host}', which is neither on this machine nor among the allowed hosts. Nothing was sent.");
