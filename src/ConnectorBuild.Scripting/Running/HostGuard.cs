using System.Net;

namespace ConnectorBuild.Scripting.Running;

/// <summary>Lets requests through to loopback and to the hosts that are allowed; an address can stand in for a host.</summary>
internal sealed class HostGuard(
    IReadOnlyList<string> allowed, IReadOnlyDictionary<string, string> backends, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { IsAbsoluteUri: true } asked
            && (backends.TryGetValue(asked.Authority, out var backend) || backends.TryGetValue(asked.Host, out backend)))
        {
            request.RequestUri = new Uri(new Uri(backend), asked.PathAndQuery);
            request.Headers.Host = null;
        }

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
internal sealed class HostNotAllowedException(string host) : HttpRequestException(
    $"The script sends a request to '{host}', which is neither on this machine nor among the allowed hosts. Nothing was sent.");
