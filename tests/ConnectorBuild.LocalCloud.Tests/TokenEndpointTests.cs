using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class TokenEndpointTests : CloudTest
{
    private const string Graph = "https://graph.microsoft.com";

    [Fact]
    public async Task ClientCredentials_SecretInBody_GivesSignedTokenWithRoles()
    {
        await StartAsync();

        var claims = Claims(await Client.AccessTokenAsync(Graph));

        Assert.Equal(Graph, (string?)claims["aud"]);
        Assert.Equal(Cloud.Deployer.TenantId, (string?)claims["tid"]);
        Assert.Equal(Cloud.Deployer.ObjectId, (string?)claims["oid"]);
        Assert.Equal(Cloud.Deployer.ClientId, (string?)claims["appid"]);
        Assert.Equal("app", (string?)claims["idtyp"]);
        Assert.Contains("Application.ReadWrite.OwnedBy", claims["roles"]!.AsArray().Select(r => r!.ToString()));
        Assert.Equal(Clock.GetUtcNow().AddSeconds(3599).ToUnixTimeSeconds(), (long)claims["exp"]!);
    }

    [Fact]
    public async Task ClientCredentials_SecretInBasicHeader_Works()
    {
        await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Cloud.AuthorityHost}{Cloud.Deployer.TenantId}/oauth2/v2.0/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", Graph + "/.default")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Cloud.Deployer.ClientId}:{Uri.EscapeDataString(Cloud.Deployer.ClientSecret)}")));

        using var response = await Client.Http.SendAsync(request, Stop);

        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task ClientCredentials_Version1Resource_Works()
    {
        await StartAsync();
        using var content = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", Cloud.Deployer.ClientId), new("client_secret", Cloud.Deployer.ClientSecret),
            new("resource", "https://management.core.windows.net/"),
        ]);

        using var response = await Client.Http.PostAsync($"{Cloud.AuthorityHost}{Cloud.Deployer.TenantId}/oauth2/token", content, Stop);

        var token = JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!;
        Assert.Equal("https://management.core.windows.net/", (string?)Claims(token["access_token"]!.ToString())["aud"]);
    }

    [Theory]
    [InlineData("secret", 401, "invalid_client", 7000215)]
    [InlineData("app", 400, "unauthorized_client", 700016)]
    [InlineData("tenant", 400, "invalid_request", 90002)]
    [InlineData("resource", 400, "invalid_resource", 500011)]
    [InlineData("scope", 400, "invalid_scope", 1002012)]
    [InlineData("none", 401, "invalid_client", 7000218)]
    public async Task ClientCredentials_Wrong_GivesCode(string what, int status, string error, int code)
    {
        await StartAsync();
        var who = Cloud.Deployer;
        var form = new List<(string, string)>
        {
            ("grant_type", "client_credentials"),
            ("client_id", what == "app" ? Guid.NewGuid().ToString() : who.ClientId),
            ("scope", what switch { "resource" => "https://unknown.example/.default", "scope" => Graph + "/User.Read", _ => Graph + "/.default" }),
        };
        if (what != "none")
        {
            form.Add(("client_secret", what == "secret" ? "wrong" : who.ClientSecret));
        }

        var answer = await Client.TokenAsync(what == "tenant" ? Guid.NewGuid().ToString() : who.TenantId, [.. form]);

        Assert.Equal(status, answer.Status);
        Assert.Equal(error, (string?)answer.Json["error"]);
        Assert.Equal([code], answer.Json["error_codes"]!.AsArray().Select(c => (int)c!));
        Assert.StartsWith($"AADSTS{code}: ", (string?)answer.Json["error_description"], StringComparison.Ordinal);
        Assert.NotNull(answer.Json["correlation_id"]);
        Assert.NotNull(answer.Json["trace_id"]);
    }

    [Fact]
    public async Task NewSecret_BeforeItsDelayIsOver_IsRefusedThenWorksThenExpires()
    {
        await StartAsync(new LocalCloudOptions { SecretDelay = TimeSpan.FromSeconds(10) });
        Clock.Advance(TimeSpan.FromMinutes(1));
        var app = await CreateAppAsync();
        var password = await Client.GraphAsync("POST", $"/applications/{app["id"]}/addPassword", """{"passwordCredential":{"displayName":"d","endDateTime":"2026-11-24T00:00:00+00:00"}}""");
        var secret = password.Json["secretText"]!.ToString();

        Assert.Equal(700016, await CodeAsync(app, secret));
        Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(7000215, await CodeAsync(app, secret));
        Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(0, await CodeAsync(app, secret));
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(7000222, await CodeAsync(app, secret));
    }

    [Fact]
    public async Task App_WithoutServicePrincipal_GetsNoToken()
    {
        await StartAsync();
        var app = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json;
        var secret = (await Client.GraphAsync("POST", $"/applications/{app["id"]}/addPassword", "{}")).Json["secretText"]!.ToString();

        Assert.Equal(7000229, await CodeAsync(app, secret));
    }

    [Fact]
    public async Task ClientAssertion_OfRegisteredCertificate_Works()
    {
        await StartAsync();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(5));
        var app = await CreateAppAsync();
        var patch = $$"""{"keyCredentials":[{"type":"AsymmetricX509Cert","usage":"Verify","key":"{{Convert.ToBase64String(certificate.RawData)}}"}]}""";
        Assert.Equal(204, (await Client.GraphAsync("PATCH", $"/applications/{app["id"]}", patch)).Status);
        var appId = app["appId"]!.ToString();
        var good = Assertion(
            key, new JsonObject { ["x5t"] = Base64Url.EncodeToString(certificate.GetCertHash()) }, appId, appId,
            $"{Cloud.AuthorityHost}{Cloud.Deployer.TenantId}/oauth2/v2.0/token");
        using var other = RSA.Create(2048);
        var bad = Assertion(
            other, new JsonObject { ["x5t"] = Base64Url.EncodeToString(certificate.GetCertHash()) }, appId, appId,
            $"{Cloud.AuthorityHost}{Cloud.Deployer.TenantId}/oauth2/v2.0/token");

        var read = await Client.GraphAsync("GET", $"/applications/{app["id"]}");
        var selected = await Client.GraphAsync("GET", $"/applications/{app["id"]}?$select=keyCredentials");

        Assert.Null(read.Json["keyCredentials"]![0]!["key"]);
        Assert.NotNull(selected.Json["keyCredentials"]![0]!["key"]);
        Assert.Equal(0, await AssertionCodeAsync(appId, good));
        Assert.Equal(700027, await AssertionCodeAsync(appId, bad));
    }

    [Theory]
    [InlineData("https://token.actions.githubusercontent.com", "repo:contoso/x:ref:refs/heads/main", "api://AzureADTokenExchange", 0)]
    [InlineData("https://other.example", "repo:contoso/x:ref:refs/heads/main", "api://AzureADTokenExchange", 700211)]
    [InlineData("https://token.actions.githubusercontent.com", "repo:contoso/y:ref:refs/heads/main", "api://AzureADTokenExchange", 700213)]
    [InlineData("https://token.actions.githubusercontent.com", "repo:contoso@5544123/x@821093847:ref:refs/heads/main", "api://AzureADTokenExchange", 700213)]
    [InlineData("https://token.actions.githubusercontent.com", "repo:Contoso/X:ref:refs/heads/main", "api://AzureADTokenExchange", 7002138)]
    [InlineData("https://token.actions.githubusercontent.com", "repo:contoso/x:ref:refs/heads/main", "https://other", 700212)]
    public async Task ClientAssertion_OfFederatedIssuer_IsMatched(string issuer, string subject, string audience, int code)
    {
        await StartAsync();
        using var key = RSA.Create(2048);
        Cloud.TrustIssuer("https://token.actions.githubusercontent.com", key.ExportSubjectPublicKeyInfoPem());
        var app = await CreateAppAsync();
        var credential = """{"name":"main","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso/x:ref:refs/heads/main","audiences":["api://AzureADTokenExchange"]}""";
        Assert.Equal(201, (await Client.GraphAsync("POST", $"/applications/{app["id"]}/federatedIdentityCredentials", credential)).Status);

        Assert.Equal(code, await AssertionCodeAsync(app["appId"]!.ToString(), Assertion(key, [], issuer, subject, audience)));
    }

    [Fact]
    public async Task Discovery_OfTenant_NamesItsEndpointsAndKeys()
    {
        await StartAsync();
        var tenant = Cloud.Deployer.TenantId;

        var configuration = JsonNode.Parse(
            await Client.Http.GetStringAsync($"{Cloud.AuthorityHost}{tenant}/v2.0/.well-known/openid-configuration", Stop))!;
        var keys = JsonNode.Parse(await Client.Http.GetStringAsync(configuration["jwks_uri"]!.ToString(), Stop))!;

        Assert.Equal($"{Cloud.AuthorityHost}{tenant}/oauth2/v2.0/token", (string?)configuration["token_endpoint"]);
        Assert.Single(keys["keys"]!.AsArray());
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("login.microsoftonline.com", 400)]
    public async Task InstanceDiscovery_KnowsOnlyItself(string host, int status)
    {
        await StartAsync();
        var authority = host == "localhost" ? new Uri(Cloud.AuthorityHost).Authority : host;

        using var response = await Client.Http.GetAsync(
            $"{Cloud.AuthorityHost}common/discovery/instance?api-version=1.1&authorization_endpoint=https://{authority}/common/oauth2/v2.0/authorize", Stop);

        Assert.Equal(status, (int)response.StatusCode);
    }

    internal static JsonNode Claims(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!;

    private string Assertion(RSA key, JsonObject header, string issuer, string subject, string audience) =>
        Assertion(Clock, key, header, issuer, subject, audience);

    internal static string Assertion(TimeProvider clock, RSA key, JsonObject header, string issuer, string subject, string audience)
    {
        header["alg"] = "RS256";
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["sub"] = subject,
            ["aud"] = audience,
            ["exp"] = clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
        };
        var text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private async Task<JsonNode> CreateAppAsync()
    {
        var app = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json;
        Assert.Equal(201, (await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{app["appId"]}}"}""")).Status);
        return app;
    }

    private Task<int> AssertionCodeAsync(string appId, string assertion) => CodeAsync(appId,
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", assertion));

    private Task<int> CodeAsync(JsonNode app, string secret) => CodeAsync(app["appId"]!.ToString(), ("client_secret", secret));

    private async Task<int> CodeAsync(string appId, params (string, string)[] credential)
    {
        var answer = await Client.TokenAsync(
            Cloud.Deployer.TenantId, [("grant_type", "client_credentials"), ("client_id", appId), ("scope", Graph + "/.default"), .. credential]);
        return answer.Status == 200 ? 0 : (int)answer.Json["error_codes"]![0]!;
    }
}
