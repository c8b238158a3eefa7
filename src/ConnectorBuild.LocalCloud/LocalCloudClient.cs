using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace ConnectorBuild.LocalCloud;

/// <summary>Asks a local cloud in another process for what only its host can do.</summary>
public static class LocalCloudClient
{
    /// <summary>The path, on the authority's port, that plays a maker. No Microsoft service has it.</summary>
    internal const string SignInPath = "/local-cloud/sign-in";

    /// <inheritdoc cref="LocalCloudServer.SignInAsync"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id or row name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task<SignInResult> SignInAsync(
        LocalCloudEndpoints endpoints, string environmentName, string connector, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(endpoints.CertificateFile);
        var thumbprint = certificate.GetCertHashString();
        using var client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == thumbprint,
            },
        });
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(new Uri(endpoints.AuthorityHost), $"{SignInPath}?environment={Uri.EscapeDataString(environmentName)}&connector={Uri.EscapeDataString(connector)}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Credentials(endpoints.Tenants[0].Deployer));
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), LocalCloudJsonContext.Default.SignInResult)!;
    }

    /// <summary>What only who may read the endpoint file knows.</summary>
    internal static string Credentials(LocalIdentity deployer) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{deployer.ClientId}:{deployer.ClientSecret}"));
}
