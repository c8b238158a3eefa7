using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Targets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Azure Key Vault's own client over TLS, against a vault on loopback that asks for a token as the real one does.</summary>
public sealed class SecretReaderTests : IAsyncLifetime
{
    private const string Address = "https://contoso.vault.azure.net/secrets/connector-secret";

    private readonly X509Certificate2 _certificate = NewCertificate();
    private readonly FixedToken _identity = new();
    private WebApplication _vault = null!;
    private HttpClient _http = null!;
    private int _status = 200;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(_certificate)));
        _vault = builder.Build();
        _vault.MapGet("/secrets/{name}/{version?}", AnswerAsync);
        await _vault.StartAsync(Stop);

        var port = new Uri(_vault.Urls.First()).Port;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == _certificate.GetCertHashString(),
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vault.DisposeAsync();
        _certificate.Dispose();
    }

    [Theory]
    [InlineData(Address, "latest value")]
    [InlineData(Address + "/1", "value of version 1")]
    public async Task ReadAsync_KeyVault_SignsInAsTheVaultAsksAndReads(string address, string value)
    {
        var secret = await ReadAsync(address);

        Assert.Equal(value, secret.Reveal());
        Assert.Equal(["https://vault.azure.net/.default"], _identity.Asked);
    }

    [Theory]
    [InlineData(403, "Key Vault Secrets User")]
    [InlineData(404, "check the address")]
    public async Task ReadAsync_Refused_SaysWhatToDoAndNothingElse(int status, string help)
    {
        _status = status;

        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(Address));

        var diagnostic = Assert.Single(e.Diagnostics);
        Assert.Equal("CB7203", diagnostic.Id);
        Assert.Contains(help, diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', diagnostic.Message);
    }

    [Theory]
    [InlineData("contoso.vault.azure.net/secrets/connector-secret")]
    [InlineData("http://contoso.vault.azure.net/secrets/connector-secret")]
    [InlineData("https://contoso.vault.azure.net/keys/connector-secret")]
    [InlineData("https://contoso.vault.azure.net/")]
    public async Task ReadAsync_NoAddressOfASecret_IsRefusedWithoutARequest(string address)
    {
        Assert.Equal("CB7203", (await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(address))).Diagnostics[0].Id);
        Assert.Empty(_identity.Asked);
    }

    [Fact]
    public async Task ReadAsync_UnknownHost_IsNoMissingRole()
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound) };
        using var http = new HttpClient(handler);

        var e = await Assert.ThrowsAsync<ConnectorException>(() =>
            new SecretReader(_ => null, _identity, new HttpClientTransport(http)).ReadAsync(
                new SecretSource(SecretSourceKind.KeyVault, Address), Stop));

        Assert.Equal("CB9005", e.Diagnostics[0].Id);
        Assert.StartsWith(
            "contoso.vault.azure.net, where ConnectorClientSecretKeyVaultUri points to, cannot be reached", e.Diagnostics[0].Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Key Vault Secrets User", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Retry", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    private Task<ClientSecret> ReadAsync(string address) =>
        new SecretReader(_ => null, _identity, new HttpClientTransport(_http)).ReadAsync(new SecretSource(SecretSourceKind.KeyVault, address), Stop);

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != "Bearer vault-token")
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate =
                """Bearer authorization="https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555", resource="https://vault.azure.net" """.Trim();
            return;
        }

        context.Response.StatusCode = _status;
        var value = context.Request.RouteValues["version"] is string version ? $"value of version {version}" : "latest value";
        await context.Response.WriteAsJsonAsync(
            _status == 200
                ? new { value, id = $"https://contoso.vault.azure.net{context.Request.Path}", attributes = new { enabled = true } }
                : (object)new { error = new { code = "Refused", message = "One line\nand another." } },
            Stop);
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest(
            "CN=contoso.vault.azure.net", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class FixedToken : TokenCredential
    {
        public List<string> Asked { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.AddRange(requestContext.Scopes);
            return new(new AccessToken("vault-token", TimeProvider.System.GetUtcNow().AddHours(1)));
        }
    }
}
