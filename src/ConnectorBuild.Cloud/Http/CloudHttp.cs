using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Http;

/// <summary>The one HTTP client of a deployment: its connections, its trust, its retries.</summary>
public static class CloudHttp
{
    /// <summary>A client for Graph and Dataverse. The caller disposes it.</summary>
    /// <param name="target">Where to deploy to.</param>
    /// <param name="clock">Measures the waits between attempts.</param>
    /// <exception cref="ConnectorException">CB9007: the target's trusted certificate cannot be read.</exception>
    public static HttpClient Create(DeploymentTarget target, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new HttpClient(new RetryHandler(Sockets(target), clock, Random.Shared.NextDouble)) { Timeout = TimeSpan.FromMinutes(10) };
    }

    /// <summary>A client for token requests: Azure.Identity and the secret probe have their own rules for trying again. The caller disposes it.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static HttpClient CreateForTokens(DeploymentTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new HttpClient(Sockets(target)) { Timeout = TimeSpan.FromSeconds(100) };
    }

    private static SocketsHttpHandler Sockets(DeploymentTarget target)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (target.TrustedCertificate is { } pem)
        {
            sockets.SslOptions = CertificateTrust.Create(pem);
        }

        return sockets;
    }
}
