using Azure.Core;
using Azure.Core.Pipeline;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Http;

/// <summary>The HTTP clients of a deployment: their connections, their trust, their bounds, their retries.</summary>
public static class CloudHttp
{
    /// <summary>A client for Graph and Dataverse. The caller disposes it.</summary>
    /// <param name="target">Where to deploy to.</param>
    /// <param name="clock">Measures the waits between attempts.</param>
    /// <exception cref="ConnectorException">CB9007: the target's trusted certificate cannot be read.</exception>
    public static HttpClient Create(DeploymentTarget target, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Unbounded(new RetryHandler(new AnswerHandler(Sockets(target), Limit, TimeProvider.System), clock, Random.Shared.NextDouble));

        int Limit(HttpRequestMessage request) =>
            request.RequestUri?.Authority == target.GraphUrl.Authority ? ServiceBounds.GraphBytes
            : RequestOptions.KindOf(request) == RequestKind.Upload ? ServiceBounds.PackageBytes
            : ServiceBounds.DataverseBytes;
    }

    /// <summary>
    /// A client for token requests: Azure.Identity and the secret probe have their own rules for trying again. The caller disposes it.
    /// </summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static HttpClient CreateForTokens(DeploymentTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Unbounded(new AnswerHandler(Sockets(target), _ => ServiceBounds.TokenBytes, TimeProvider.System));
    }

    /// <summary>Has a client of the Azure SDK send its requests through <see cref="CreateForTokens"/>.</summary>
    /// <param name="options">The client's options.</param>
    /// <param name="target">Where to deploy to.</param>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static void Apply(ClientOptions options, DeploymentTarget target)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Transport = new HttpClientTransport(CreateForTokens(target));

        // Each try has its bound in the transport, whose failure names host and request; the SDK's own, which does not, must never be the
        // first to strike.
        options.Retry.NetworkTimeout = ServiceBounds.Total;
    }

    // The handlers bound each try and all tries; the client's own bound would end both as if somebody had stopped the run.
    private static HttpClient Unbounded(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    private static SocketsHttpHandler Sockets(DeploymentTarget target)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            ConnectTimeout = ServiceBounds.Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (target.TrustedCertificate is { } pem)
        {
            sockets.SslOptions = CertificateTrust.Create(pem);
        }

        return sockets;
    }
}
