using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Endpoints;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>Raw HTTPS to a local cloud, trusting its certificate the way a client with the PEM file does.</summary>
internal sealed class CloudClient : IDisposable
{
    private readonly X509Certificate2 _root;

    public CloudClient(LocalCloudServer cloud)
    {
        Cloud = cloud;
        _root = X509Certificate2.CreateFromPem(cloud.CertificatePem);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_root);
        Handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        };
        Http = new HttpClient(Handler);
    }

    public LocalCloudServer Cloud { get; }

    public SocketsHttpHandler Handler { get; }

    public HttpClient Http { get; }

    public void Dispose()
    {
        Http.Dispose();
        _root.Dispose();
    }

    public async Task<Answer> TokenAsync(string tenant, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await Http.PostAsync(
            new Uri($"{Cloud.AuthorityHost}{tenant}/oauth2/v2.0/token"), content, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    public async Task<string> AccessTokenAsync(string resource, LocalIdentity? identity = null)
    {
        var who = identity ?? Cloud.Deployer;
        var answer = await TokenAsync(
            who.TenantId,
            ("grant_type", "client_credentials"),
            ("client_id", who.ClientId),
            ("client_secret", who.ClientSecret),
            ("scope", resource + "/.default"));
        Assert.Equal(200, answer.Status);
        return (string)answer.Json["access_token"]!;
    }

    public Task<Answer> GraphAsync(
        string method, string path, string? body = null, LocalIdentity? identity = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, $"{Cloud.GraphUrl}/v1.0{path}", body, "https://graph.microsoft.com", identity, headers);

    public Task<Answer> DataverseAsync(
        string method, string path, string? body = null, string environment = "local", LocalIdentity? identity = null,
        params (string Name, string Value)[] headers) =>
        SendAsync(method, $"{Cloud.Environments[environment].Url}/api/data/v9.2{path}", body, Cloud.Environments[environment].Url, identity, headers);

    public async Task<Answer> SendAsync(
        string method, string url, string? body, string resource, LocalIdentity? identity, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await AccessTokenAsync(resource, identity));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            var type = headers.FirstOrDefault(h => h.Name == "Content-Type").Value ?? "application/json";
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}

/// <summary>An answer, read completely.</summary>
internal sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
}
