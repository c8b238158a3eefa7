using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Azure.Core;
using ConnectorBuild.Deployment;
using ConnectorBuild.Entra;
using ConnectorBuild.Entra.Credentials;
using ConnectorBuild.LocalCloud;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Every way to sign in that can be had on loopback, with the real Azure.Identity.</summary>
public sealed class SigningInTests : CloudTest
{
    // Azure.Identity signs assertions by the machine's clock.
    protected override LocalCloudOptions Options => base.Options with { Clock = TimeProvider.System, ReplicationLag = TimeSpan.Zero, SecretDelay = TimeSpan.Zero };

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private ResolvedCredential Resolve(string? named = null) =>
        new CredentialResolver(_variables.GetValueOrDefault, isInteractive: false, _ => Task.CompletedTask).Resolve(named, Target());

    private async Task<SignedInIdentity> SignInAsync(ResolvedCredential credential)
    {
        var token = await credential.Credential.GetTokenAsync(new TokenRequestContext([Target().GraphScope]), Stop);
        return SignedInIdentity.FromToken(token.Token);
    }

    private void UseDeployersSecret(string prefix = "AZURE")
    {
        _variables[$"{prefix}_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables[$"{prefix}_CLIENT_SECRET"] = Cloud.Deployer.ClientSecret;
    }

    /// <summary>Lets assertions of an issuer stand for the deployer, as a federated credential does.</summary>
    private async Task<Func<string, string>> FederateAsync(string issuer, string subject)
    {
        var key = RSA.Create(2048);
        Cloud.TrustIssuer(issuer, key.ExportSubjectPublicKeyInfoPem());
        var apps = await new GraphCaller(this).SendAsync(HttpMethod.Get, $"/applications?$filter=appId eq '{Cloud.Deployer.ClientId}'&$select=id");
        var id = apps.GetProperty("value")[0].GetProperty("id").GetString();
        await new GraphCaller(this).SendAsync(
            HttpMethod.Post,
            $"/applications/{id}/federatedIdentityCredentials",
            JsonSerializer.Serialize(new { name = "ci", issuer, subject, audiences = new[] { "api://AzureADTokenExchange" } }));
        return audience => Jwt(key, new { iss = issuer, sub = subject, aud = audience, exp = Now.AddMinutes(10).ToUnixTimeSeconds(), nbf = Now.AddMinutes(-1).ToUnixTimeSeconds(), iat = Now.ToUnixTimeSeconds(), jti = Guid.NewGuid() });
    }

    private static string Jwt(RSA key, object claims)
    {
        var text = $"{Encode("""{"alg":"RS256","typ":"JWT","kid":"ci"}""")}.{Encode(JsonSerializer.Serialize(claims))}";
        return $"{text}.{System.Buffers.Text.Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
    }

    [Fact]
    public async Task Environment_SecretOfAnApp_SignsIn()
    {
        UseDeployersSecret();

        var credential = Resolve();

        Assert.Equal(CredentialKind.Environment, credential.Kind);
        Assert.Equal(Cloud.Deployer.ObjectId, (await SignInAsync(credential)).ObjectId);
        Assert.Contains(credential.PassedOver, p => p == "GitHub: ACTIONS_ID_TOKEN_REQUEST_URL is not set");
    }

    [Fact]
    public async Task Environment_WithPrefix_HoldsASecondIdentity()
    {
        UseDeployersSecret("DATAVERSE");
        _variables["AZURE_CLIENT_ID"] = "other";
        _variables["AZURE_CLIENT_SECRET"] = "other";

        Assert.Equal(Cloud.Deployer.ObjectId, (await SignInAsync(Resolve("Environment:DATAVERSE"))).ObjectId);
    }

    [Fact]
    public async Task WorkloadIdentity_TokenFile_SignsIn()
    {
        var token = await FederateAsync("https://kubernetes.example", "system:serviceaccount:ci:deployer");
        var file = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}.jwt");
        await File.WriteAllTextAsync(file, token("api://AzureADTokenExchange"), Stop);
        try
        {
            _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
            _variables["AZURE_FEDERATED_TOKEN_FILE"] = file;

            var credential = Resolve();

            Assert.Equal(CredentialKind.WorkloadIdentity, credential.Kind);
            Assert.Equal(Cloud.Deployer.ObjectId, (await SignInAsync(credential)).ObjectId);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task GitHub_OidcTokenOfTheJob_SignsIn()
    {
        var token = await FederateAsync("https://token.actions.githubusercontent.com", "repo:contoso/connectors:environment:dev");
        await using var runner = await TokenEndpoint.StartAsync(request =>
            request.Headers.Authorization == "Bearer job-token" ? JsonSerializer.Serialize(new { value = token(request.Query["audience"]!) }) : null);
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = runner.Url + "?api-version=2.0";
        _variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job-token";

        var credential = Resolve("github");

        Assert.Equal(Cloud.Deployer.ObjectId, (await SignInAsync(credential)).ObjectId);
    }

    [Fact]
    public async Task GitHub_JobWithoutPermission_SaysWhichItNeeds()
    {
        await using var runner = await TokenEndpoint.StartAsync(_ => null);
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = runner.Url + "?api-version=2.0";
        _variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job-token";
        var credential = Resolve("GitHub");

        var e = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            using var engine = new DeploymentEngine(Target(), credential.Credential, Credential(Target()), new FixedSecret(""), Clock, new RecordingObserver());
            await engine.PlanAsync(Desired(), Stop);
        });

        Assert.Contains("id-token: write", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_CertificateOfAnApp_SignsIn()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=deployer", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(Now.AddDays(-1), Now.AddYears(1));
        var apps = await new GraphCaller(this).SendAsync(HttpMethod.Get, $"/applications?$filter=appId eq '{Cloud.Deployer.ClientId}'&$select=id");
        await new GraphCaller(this).SendAsync(
            HttpMethod.Patch,
            $"/applications/{apps.GetProperty("value")[0].GetProperty("id").GetString()}",
            JsonSerializer.Serialize(new { keyCredentials = new[] { new { type = "AsymmetricX509Cert", usage = "Verify", key = Convert.ToBase64String(certificate.RawData) } } }));
        var file = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(), Stop);
        try
        {
            _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
            _variables["AZURE_CLIENT_CERTIFICATE_PATH"] = file;

            Assert.Equal(Cloud.Deployer.ObjectId, (await SignInAsync(Resolve())).ObjectId);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(null, "CB7002")]
    [InlineData("GitHub", "CB7002")]
    [InlineData("Password", "CB7006")]
    [InlineData("3", "CB7006")]
    [InlineData("Environment:", "CB7006")]
    public void Resolve_NothingUsable_SaysWhatIsMissing(string? named, string code) =>
        Assert.Equal(code, Assert.Throws<ConnectorException>(() => Resolve(named)).Diagnostics[0].Id);

    /// <summary>The endpoint of a CI system that gives out tokens, over plain HTTP on loopback.</summary>
    private sealed class TokenEndpoint(WebApplication application) : IAsyncDisposable
    {
        public string Url => application.Urls.First() + "/token";

        public static async Task<TokenEndpoint> StartAsync(Func<HttpRequest, string?> answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var application = builder.Build();
            application.Map("/token", async context =>
            {
                var body = answer(context.Request);
                context.Response.StatusCode = body is null ? (int)HttpStatusCode.Forbidden : (int)HttpStatusCode.OK;
                await context.Response.WriteAsync(body ?? "{}");
            });
            await application.StartAsync(Stop);
            return new TokenEndpoint(application);
        }

        public ValueTask DisposeAsync() => application.DisposeAsync();
    }
}
