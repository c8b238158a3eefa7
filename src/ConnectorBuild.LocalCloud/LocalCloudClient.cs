using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Management;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.LocalCloud.SignIn;

namespace ConnectorBuild.LocalCloud;

/// <summary>Asks a local cloud in another process for what only its host can do.</summary>
public static class LocalCloudClient
{
    /// <inheritdoc cref="LocalCloudServer.SignInAsync"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id or row name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task<SignInResult> SignInAsync(
        LocalCloudEndpoints endpoints, string environmentName, string connector, CancellationToken cancellationToken = default) => GetAsync(
            endpoints,
            HttpMethod.Post,
            $"{ManagementApi.SignInPath}?environment={Uri.EscapeDataString(environmentName)}&connector={Uri.EscapeDataString(connector)}",
            null,
            ManagementJsonContext.Default.SignInResult,
            cancellationToken);

    /// <summary>The APIs that its tenants know.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task<IReadOnlyList<LocalApi>> ApisAsync(LocalCloudEndpoints endpoints, CancellationToken cancellationToken = default) =>
        await GetAsync(endpoints, HttpMethod.Get, ManagementApi.ApisPath, null, ManagementJsonContext.Default.ListLocalApi, cancellationToken);

    /// <inheritdoc cref="LocalCloudServer.PrepareApis"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="requests">What a connector asks for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task<IReadOnlyList<ApiAnswer>> PrepareApisAsync(
        LocalCloudEndpoints endpoints, string environmentName, IReadOnlyList<ApiRequest> requests, CancellationToken cancellationToken = default)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes([.. requests], ManagementJsonContext.Default.ListApiRequest));
        return await GetAsync(
            endpoints,
            HttpMethod.Post,
            $"{ManagementApi.ApisPath}?environment={Uri.EscapeDataString(environmentName)}",
            content,
            ManagementJsonContext.Default.ListApiAnswer,
            cancellationToken);
    }

    /// <summary>The requests that it has answered, oldest first.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task<IReadOnlyList<RequestRecord>> RequestsAsync(LocalCloudEndpoints endpoints, CancellationToken cancellationToken = default) =>
        await GetAsync(endpoints, HttpMethod.Get, ManagementApi.RequestsPath, null, ManagementJsonContext.Default.ListRequestRecord, cancellationToken);

    /// <summary>Sets a fault.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task AddFaultAsync(LocalCloudEndpoints endpoints, FaultRule rule, CancellationToken cancellationToken = default)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(rule, ManagementJsonContext.Default.FaultRule));
        await SendAsync(endpoints, HttpMethod.Post, ManagementApi.FaultsPath, content, cancellationToken);
    }

    /// <summary>Takes all faults away.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task ClearFaultsAsync(LocalCloudEndpoints endpoints, CancellationToken cancellationToken = default) =>
        SendAsync(endpoints, HttpMethod.Delete, ManagementApi.FaultsPath, null, cancellationToken);

    private static async Task<T> GetAsync<T>(
        LocalCloudEndpoints endpoints, HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await SendAsync(endpoints, method, path, content, cancellationToken), type)!;

    private static async Task<byte[]> SendAsync(
        LocalCloudEndpoints endpoints, HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
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
        using var request = new HttpRequestMessage(method, new Uri(new Uri(endpoints.AuthorityHost), path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", ManagementApi.Credentials(endpoints.Tenants[0].Deployer));
        using var response = await client.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
            : throw new HttpRequestException($"The local cloud answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}", null, response.StatusCode);
    }
}
