using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Management;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.LocalCloud.Runtime.Calls;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.LocalCloud.SignIn;

namespace ConnectorBuild.LocalCloud;

/// <summary>Asks a local cloud in another process for what only its host can do.</summary>
public static class LocalCloudClient
{
    /// <inheritdoc cref="LocalCloudServer.SignInAsync(string, string, string?, CancellationToken)"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id or row name.</param>
    /// <param name="user">The user's name; null for the maker and, for a connector that signs in on behalf of users, a second user.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task<SignInResult> SignInAsync(
        LocalCloudEndpoints endpoints, string environmentName, string connector, string? user = null, CancellationToken cancellationToken = default) => GetAsync(
            endpoints,
            HttpMethod.Post,
            $"{ManagementApi.SignInPath}?environment={Uri.EscapeDataString(environmentName)}&connector={Uri.EscapeDataString(connector)}&user={Uri.EscapeDataString(user ?? "")}",
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
    public static async Task<IReadOnlyList<RequestRecord>> RequestsAsync(
        LocalCloudEndpoints endpoints, CancellationToken cancellationToken = default) =>
        await GetAsync(
            endpoints, HttpMethod.Get, ManagementApi.RequestsPath, null, ManagementJsonContext.Default.ListRequestRecord,
            cancellationToken);

    /// <summary>Sets a fault.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task AddFaultAsync(LocalCloudEndpoints endpoints, FaultRule rule, CancellationToken cancellationToken = default)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(rule, ManagementJsonContext.Default.FaultRule));
        await SendAsync(endpoints, HttpMethod.Post, ManagementApi.FaultsPath, content, cancellationToken);
    }

    /// <inheritdoc cref="LocalCloudServer.AddComponent"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="component">The component.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task AddComponentAsync(
        LocalCloudEndpoints endpoints, string environmentName, LocalComponentOptions component, CancellationToken cancellationToken = default)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(component, ManagementJsonContext.Default.LocalComponentOptions));
        await SendAsync(
            endpoints, HttpMethod.Post, $"{ManagementApi.ComponentsPath}?environment={Uri.EscapeDataString(environmentName)}", content,
            cancellationToken);
    }

    /// <inheritdoc cref="LocalCloudServer.AddConnection"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id or row name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task AddConnectionAsync(
        LocalCloudEndpoints endpoints, string environmentName, string connector, CancellationToken cancellationToken = default) =>
        SendAsync(endpoints, HttpMethod.Post, ConnectionsPath(environmentName, connector), null, cancellationToken);

    /// <inheritdoc cref="LocalCloudServer.RemoveConnections"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id or row name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task RemoveConnectionsAsync(
        LocalCloudEndpoints endpoints, string environmentName, string connector, CancellationToken cancellationToken = default) =>
        SendAsync(endpoints, HttpMethod.Delete, ConnectionsPath(environmentName, connector), null, cancellationToken);

    private static string ConnectionsPath(string environmentName, string connector) =>
        $"{ManagementApi.ConnectionsPath}?environment={Uri.EscapeDataString(environmentName)}&connector={Uri.EscapeDataString(connector)}";

    /// <summary>Takes all faults away.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task ClearFaultsAsync(LocalCloudEndpoints endpoints, CancellationToken cancellationToken = default) =>
        SendAsync(endpoints, HttpMethod.Delete, ManagementApi.FaultsPath, null, cancellationToken);

    /// <inheritdoc cref="LocalCloudServer.ConnectAsync"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id, row name or internal id.</param>
    /// <param name="request">What the maker fills in.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task<ConnectionAnswer> ConnectAsync(
        LocalCloudEndpoints endpoints, string environmentName, string connector, ConnectionRequest request, CancellationToken cancellationToken = default)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, ManagementJsonContext.Default.ConnectionRequest));
        return await GetAsync(
            endpoints,
            HttpMethod.Post,
            $"{ManagementApi.MakerConnectionsPath}?environment={Uri.EscapeDataString(environmentName)}&connector={Uri.EscapeDataString(connector)}",
            content,
            ManagementJsonContext.Default.ConnectionAnswer,
            cancellationToken);
    }

    /// <summary>The makers' connections.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task<IReadOnlyList<MakerConnection>> ConnectionsAsync(
        LocalCloudEndpoints endpoints, CancellationToken cancellationToken = default) =>
        await GetAsync(
            endpoints, HttpMethod.Get, ManagementApi.MakerConnectionsPath, null, ManagementJsonContext.Default.ListMakerConnection,
            cancellationToken);

    /// <summary>Removes a connection; false where there is none.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task<bool> RemoveConnectionAsync(LocalCloudEndpoints endpoints, string id, CancellationToken cancellationToken = default) =>
        IsThereAsync(
            SendAsync(
                endpoints, HttpMethod.Delete, $"{ManagementApi.MakerConnectionsPath}?id={Uri.EscapeDataString(id)}", null,
                cancellationToken));

    /// <inheritdoc cref="LocalCloudServer.FindCall"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="id">The answer's <c>x-ms-tracking-id</c>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task<CallTrace?> FindCallAsync(LocalCloudEndpoints endpoints, string id, CancellationToken cancellationToken = default) =>
        FindAsync(endpoints, $"{ManagementApi.CallsPath}?id={Uri.EscapeDataString(id)}", ManagementJsonContext.Default.CallTrace, cancellationToken);

    /// <summary>A text of a call's answer with the call's secrets as <c>***</c>.</summary>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="id">The answer's <c>x-ms-tracking-id</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static async Task<string> MaskAsync(LocalCloudEndpoints endpoints, string id, string text, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(text);
        return Encoding.UTF8.GetString(
            await SendAsync(
                endpoints, HttpMethod.Post, $"{ManagementApi.CallsPath}?id={Uri.EscapeDataString(id)}", content, cancellationToken));
    }

    /// <summary>A connector as it was last saved; null where there is none.</summary>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id, row name or internal id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task<DeployedConnector?> FindConnectorAsync(
        LocalCloudEndpoints endpoints, string environmentName, string connector, CancellationToken cancellationToken = default) => FindAsync(
        endpoints,
        $"{ManagementApi.ConnectorsPath}?environment={Uri.EscapeDataString(environmentName)}&connector={Uri.EscapeDataString(connector)}",
        ManagementJsonContext.Default.DeployedConnector,
        cancellationToken);

    /// <summary>A client that trusts this local cloud's certificate and no other, and follows no redirects.</summary>
    /// <param name="endpoints">How the running one is reached.</param>
    public static HttpClient CreateHttpClient(LocalCloudEndpoints endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(endpoints.CertificateFile);
        var thumbprint = certificate.GetCertHashString();
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == thumbprint,
            },
        });
    }

    /// <inheritdoc cref="LocalCloudServer.StandIn"/>
    /// <param name="endpoints">How the running one is reached.</param>
    /// <param name="host">The host, such as <c>orders.contoso.com</c>.</param>
    /// <param name="address">The address, such as <c>http://localhost:5080</c>; null goes back to what the options say.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public static Task StandInAsync(
        LocalCloudEndpoints endpoints, string host, string? address, CancellationToken cancellationToken = default) => SendAsync(
        endpoints,
        HttpMethod.Put,
        $"{ManagementApi.BackendsPath}?host={Uri.EscapeDataString(host)}&address={Uri.EscapeDataString(address ?? "")}",
        null,
        cancellationToken);

    private static async Task<T?> FindAsync<T>(LocalCloudEndpoints endpoints, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GetAsync(endpoints, HttpMethod.Get, path, null, type, cancellationToken);
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<bool> IsThereAsync(Task request)
    {
        try
        {
            await request;
            return true;
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static async Task<T> GetAsync<T>(
        LocalCloudEndpoints endpoints, HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await SendAsync(endpoints, method, path, content, cancellationToken), type)!;

    private static async Task<byte[]> SendAsync(
        LocalCloudEndpoints endpoints, HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var client = CreateHttpClient(endpoints);
        using var request = new HttpRequestMessage(method, new Uri(new Uri(endpoints.AuthorityHost), path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", ManagementApi.Credentials(endpoints.Tenants[0].Deployer));
        using var response = await client.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
            : throw new HttpRequestException(
                $"The local cloud answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}",
                null, response.StatusCode);
    }
}
