using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Entra.Credentials;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.LocalCloud.Options;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Every way to sign in that can be had on loopback, with the real Azure.Identity.</summary>
public sealed class SigningInTests : CloudTest
{
    // Azure.Identity signs assertions by the machine's clock.
    protected override LocalCloudOptions Options =>
        base.Options with { Clock = TimeProvider.System, ReplicationLag = TimeSpan.Zero, SecretDelay = TimeSpan.Zero };

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
        return audience =>
            Jwt(
                key,
                new { iss = issuer, sub = subject, aud = audience, exp = Now.AddMinutes(10).ToUnixTimeSeconds(), nbf = Now.AddMinutes(-1).ToUnixTimeSeconds(), iat = Now.ToUnixTimeSeconds(), jti = Guid.NewGuid() });
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

    [Theory]
    [InlineData(null, "api://AzureADTokenExchange")]
    [InlineData("Public", "api://AzureADTokenExchange")]
    [InlineData("GCC", "api://AzureADTokenExchange")]
    [InlineData("GCCHigh", "api://AzureADTokenExchangeUSGov")]
    [InlineData("DoD", "api://AzureADTokenExchangeUSGov")]
    [InlineData("China", "api://AzureADTokenExchangeChina")]
    public async Task GitHub_Token_IsAskedForTheAudienceOfTheCloud(string? cloud, string audience)
    {
        var asked = new List<string>();
        await using var runner = await TokenEndpoint.StartAsync(request =>
        {
            asked.Add(request.Query["audience"]!);
            return null;
        });
        _variables["AZURE_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = runner.Url + "?api-version=2.0";
        _variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job-token";
        var resolved = DeploymentTarget.Resolve(new DeploymentEnvironment
        {
            Name = "dev", Url = "https://contoso-dev.crm4.dynamics.com", TenantId = Target().TenantId.ToString(), Cloud = cloud,
        });
        var target = Target() with { TokenExchangeAudience = resolved.TokenExchangeAudience };
        var credential = new CredentialResolver(
            _variables.GetValueOrDefault, isInteractive: false, _ => Task.CompletedTask).Resolve("github", target);

        await Assert.ThrowsAnyAsync<Exception>(
            async () => await credential.Credential.GetTokenAsync(new TokenRequestContext([target.GraphScope]), Stop));

        Assert.Equal(audience, Assert.Single(asked.Distinct()));
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
            using var engine = new DeploymentEngine(
                Target(), credential.Credential, Credential(Target()), new FixedSecret(""), Clock, new RecordingObserver());
            await engine.PlanAsync(Desired(), Stop);
        });

        Assert.Contains("id-token: write", e.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AzurePipelines_ServiceConnection_SignsIn()
    {
        var token = await FederateAsync("https://vstoken.dev.azure.com/contoso", "sc://contoso/connectors/deployment");
        await using var pipeline = await TokenEndpoint.StartAsync(request =>
            request.Method == "POST" && request.Headers.Authorization == "Bearer job-token" && request.Query["serviceConnectionId"] == "connection"
                ? JsonSerializer.Serialize(new { oidcToken = token("api://AzureADTokenExchange") })
                : null);
        using var variable = new ProcessVariable("SYSTEM_OIDCREQUESTURI", pipeline.Url);
        _variables["SYSTEM_OIDCREQUESTURI"] = pipeline.Url;
        _variables["SYSTEM_ACCESSTOKEN"] = "job-token";
        _variables["AZURESUBSCRIPTION_CLIENT_ID"] = Cloud.Deployer.ClientId;
        _variables["AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"] = "connection";

        var credential = Resolve();

        Assert.Equal(CredentialKind.AzurePipelines, credential.Kind);
        Assert.Equal(Cloud.Deployer.ObjectId, (await SignInAsync(credential)).ObjectId);
    }

    [Fact]
    public async Task ManagedIdentity_OfAHost_SignsIn()
    {
        var token = await DeployersTokenAsync();
        await using var host = await TokenEndpoint.StartAsync(request =>
            request.Headers["X-IDENTITY-HEADER"] == "host-key"
                && request.Query["resource"] == Target().GraphScope.Replace("/.default", "", StringComparison.Ordinal)
                ? JsonSerializer.Serialize(
                    new { access_token = token.Token, expires_on = $"{token.ExpiresOn.ToUnixTimeSeconds()}", token_type = "Bearer", resource = request.Query["resource"].ToString() })
                : null);
        using var endpoint = new ProcessVariable("IDENTITY_ENDPOINT", host.Url);
        using var key = new ProcessVariable("IDENTITY_HEADER", "host-key");
        _variables["IDENTITY_ENDPOINT"] = host.Url;

        var credential = Resolve();

        Assert.Equal(CredentialKind.ManagedIdentity, credential.Kind);
        Assert.Equal(Cloud.Deployer.ObjectId, (await SignInAsync(credential)).ObjectId);
    }

    [Theory]
    [InlineData(CredentialKind.AzureCli, "az", """{"accessToken":"{token}","expires_on":{unix}}""")]
    [InlineData(CredentialKind.AzurePowerShell, "pwsh", """<Data><Property Name="Token">{token}</Property><Property Name="ExpiresOn">{ticks}</Property></Data>""")]
    [InlineData(CredentialKind.AzureDeveloperCli, "azd", """{"token":"{token}","expiresOn":"{iso}"}""")]
    public async Task Program_WhoIsSignedInThere_SignsIn(CredentialKind kind, string program, string answer)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-ins for the programs are shell scripts.");
            return;
        }

        var token = await DeployersTokenAsync();
        using var folder = new ProgramFolder(program, answer
            .Replace("{token}", token.Token, StringComparison.Ordinal)
            .Replace("{unix}", $"{token.ExpiresOn.ToUnixTimeSeconds()}", StringComparison.Ordinal)
            .Replace("{ticks}", $"{token.ExpiresOn.UtcTicks}", StringComparison.Ordinal)
            .Replace("{iso}", $"{token.ExpiresOn.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal));
        using var path = new ProcessVariable("PATH", $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}");
        _variables["PATH"] = folder.Path;

        var credential = Resolve();

        Assert.Equal(kind, credential.Kind);
        Assert.Equal(Cloud.Deployer.ObjectId, (await SignInAsync(credential)).ObjectId);
        var asked = (await File.ReadAllTextAsync(folder.Arguments, Stop)).Trim();
        var text = kind == CredentialKind.AzurePowerShell ? Encoding.Unicode.GetString(Convert.FromBase64String(asked.Split(' ')[^1])) : asked;
        Assert.Contains(Target().TenantId.ToString(), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_TheFirstIsNotSignedIn_TheNextIsTakenAndItIsSaidWhy()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-ins for the programs are shell scripts.");
            return;
        }

        var token = await DeployersTokenAsync();
        using var cli = new ProgramFolder("az", "Please run 'az login' to set up account.", exit: 1);
        using var azd = new ProgramFolder("azd", $$"""{"token":"{{token.Token}}","expiresOn":"{{token.ExpiresOn.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"}""");
        using var path = new ProcessVariable("PATH", $"{cli.Path}:{azd.Path}:{Environment.GetEnvironmentVariable("PATH")}");
        _variables["PATH"] = $"{cli.Path}:{azd.Path}";

        var identity = await SignIn.RequireTenantAsync(Resolve().Credential, Target().GraphScope, Target(), "Entra", Stop);

        Assert.Equal("AzureDeveloperCli", identity.Way);
        Assert.Contains("az login", Assert.Single(identity.PassedOver), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeviceCode_APersonEntersItOnce_DeploysToEntraAndDataverse()
    {
        var shown = new List<string>();
        using var browser = CloudHttp.CreateForTokens(Target());
        var credential = new CredentialResolver(_variables.GetValueOrDefault, isInteractive: false, async message =>
        {
            shown.Add(message);
            using var page = await browser.GetAsync(new Uri($"{Cloud.AuthorityHost}devicelogin?otc={message.Split("code ")[1].Split(' ')[0]}"), Stop);
            Assert.True(page.IsSuccessStatusCode);
        }).Resolve("DeviceCode", Target());
        var observer = new RecordingObserver();
        using var engine = new DeploymentEngine(
            Target(), credential.Credential, credential.Credential, new FixedSecret(""), TimeProvider.System, observer);

        await engine.DeployAsync(Desired(), Stop);

        Assert.Single(shown);
        Assert.False((await SignInAsync(credential)).IsApplication);
        Assert.True((await SignInAsync(Desired())).Succeeded);
    }

    [Fact(Timeout = 120_000)]
    public async Task Browser_APersonSignsInOnce_DeploysToEntraAndDataverse()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only on Linux can a program stand in for the browser.");
            return;
        }

        using var browser = new ProgramFolder("xdg-open", "");
        using var path = new ProcessVariable("PATH", $"{browser.Path}:{Environment.GetEnvironmentVariable("PATH")}");
        var credential = new CredentialResolver(
            _variables.GetValueOrDefault, isInteractive: true, _ => Task.CompletedTask).Resolve("Browser", Target()).Credential;
        using var engine = new DeploymentEngine(Target(), credential, credential, new FixedSecret(""), TimeProvider.System, new RecordingObserver());

        var deployment = engine.DeployAsync(Desired(), TestContext.Current.CancellationToken);
        var called = browser.CalledAsync();
        if (await Task.WhenAny(called, deployment) == called)
        {
            await OpenAsync(await called);
        }

        await deployment;

        Assert.Single(await File.ReadAllLinesAsync(browser.Arguments, Stop));
        Assert.True((await SignInAsync(Desired())).Succeeded);

        async Task OpenAsync(string address)
        {
            using var http = CloudHttp.CreateForTokens(Target());
            using var page = await http.GetAsync(new Uri(address), Stop);
            var form = await page.Content.ReadAsStringAsync(Stop);
            using var local = new HttpClient();
            using var fields = new FormUrlEncodedContent(
                Regex.Matches(form, "name=\"([^\"]*)\" value=\"([^\"]*)\"")
                    .Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))));
            using var back = await local.PostAsync(new Uri(Regex.Match(form, "action=\"([^\"]*)\"").Groups[1].Value), fields, Stop);
            Assert.True(back.IsSuccessStatusCode);
        }
    }

    private async Task<AccessToken> DeployersTokenAsync() =>
        await Credential(Target()).GetTokenAsync(new TokenRequestContext([Target().GraphScope]), Stop);

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
            JsonSerializer.Serialize(
                new { keyCredentials = new[] { new { type = "AsymmetricX509Cert", usage = "Verify", key = Convert.ToBase64String(certificate.RawData) } } }));
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
}
