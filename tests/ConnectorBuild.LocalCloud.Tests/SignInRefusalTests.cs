using System.Text.Json.Nodes;
using System.Web;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>Sign-ins that the registration of the app or its service principal forbids.</summary>
public sealed class SignInRefusalTests : CloudTest
{
    private const string Web = "https://app.contoso.example/web";
    private const string Page = "https://app.contoso.example/page";
    private const string Verifier = "0123456789012345678901234567890123456789012";
    private string _appId = "";
    private string _principal = "";
    private string _secret = "";

    [Theory]
    [InlineData("""{"accountEnabled":false}""", "AADSTS7000112")]
    [InlineData("""{"appRoleAssignmentRequired":true}""", "AADSTS50105")]
    public async Task Authorize_ForbiddenByThePrincipal_ShowsThePage(string change, string code)
    {
        await CreateAsync();
        Assert.Equal(204, (await Client.GraphAsync("PATCH", $"/servicePrincipals/{_principal}", change)).Status);

        using var response = await AuthorizeAsync(Web);

        Assert.Null(response.Headers.Location);
        Assert.Contains(code, await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientCredentials_DisabledClientOrResource_AreRefused()
    {
        await CreateAsync();
        var management = (await Client.GraphAsync("GET", $"/servicePrincipals(appId='{Samples.Management}')?$select=id")).Json["id"];
        var admin = Cloud.AddIdentity("local", "admin", ["Application.ReadWrite.All"]);
        Assert.Equal(204, (await Client.GraphAsync("PATCH", $"/servicePrincipals/{management}", """{"accountEnabled":false}""", admin)).Status);
        Assert.Equal(500014, await CredentialsAsync("https://management.azure.com/.default"));

        await Client.GraphAsync("PATCH", $"/servicePrincipals/{_principal}", """{"accountEnabled":false}""");
        Assert.Equal(7000112, await CredentialsAsync("https://graph.microsoft.com/.default"));
    }

    [Theory]
    [InlineData(Web, false, false, 7000218)]
    [InlineData(Web, true, false, 0)]
    [InlineData("http://localhost:51234", true, false, 700025)]
    [InlineData("http://localhost:51234", false, false, 0)]
    [InlineData("http://127.0.0.1:8080/back", false, false, 0)]
    [InlineData(Page, false, false, 9002327)]
    [InlineData(Page, false, true, 0)]
    [InlineData(Page, true, true, 700025)]
    public async Task Redemption_ByPlatform_WantsASecretOrNone(string redirect, bool withSecret, bool withOrigin, int code)
    {
        await CreateAsync();
        using var response = await AuthorizeAsync(redirect);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = _appId,
            ["code"] = HttpUtility.ParseQueryString(response.Headers.Location!.Query)["code"]!,
            ["redirect_uri"] = redirect,
            ["code_verifier"] = Verifier,
        };
        if (withSecret)
        {
            form["client_secret"] = _secret;
        }

        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{Cloud.AuthorityHost}common/oauth2/v2.0/token") { Content = new FormUrlEncodedContent(form) };
        if (withOrigin)
        {
            request.Headers.Add("Origin", "https://app.contoso.example");
        }

        using var answered = await Client.Http.SendAsync(request, Stop);
        var json = JsonNode.Parse(await answered.Content.ReadAsStringAsync(Stop))!;

        Assert.Equal(code, (int?)json["error_codes"]?[0] ?? 0);
        if (code == 0)
        {
            Assert.False(TokenEndpointTests.Claims(json["id_token"]!.ToString()).AsObject().ContainsKey("nonce"));
        }
    }

    [Theory]
    [InlineData("http://localhost:51234/other")]
    [InlineData("https://localhost:51234")]
    [InlineData("http://127.0.0.1:51234")]
    [InlineData(Web + "/")]
    public async Task Authorize_AnotherAddress_Is50011(string redirect)
    {
        await CreateAsync();

        using var response = await AuthorizeAsync(redirect);

        Assert.Contains("AADSTS50011", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/.default https://management.azure.com/.default", 70011)]
    [InlineData("https://graph.microsoft.com/User.Read", 1002012)]
    public async Task ClientCredentials_WrongScope_IsRefused(string scope, int code)
    {
        await CreateAsync();

        Assert.Equal(code, await CredentialsAsync(scope));
    }

    private async Task CreateAsync()
    {
        await StartAsync();
        var body = JsonNode.Parse(Samples.Application())!;
        body["web"] = new JsonObject { ["redirectUris"] = new JsonArray(Web) };
        body["spa"] = new JsonObject { ["redirectUris"] = new JsonArray(Page) };
        body["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost", "http://127.0.0.1/back") };
        var app = (await Client.GraphAsync("POST", "/applications", body.ToJsonString())).Json;
        _appId = app["appId"]!.ToString();
        _secret = (await Client.GraphAsync("POST", $"/applications/{app["id"]}/addPassword", "{}")).Json["secretText"]!.ToString();
        _principal = (await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{_appId}}"}""")).Json["id"]!.ToString();
    }

    private async Task<HttpResponseMessage> AuthorizeAsync(string redirect)
    {
        var query = $"client_id={_appId}&response_type=code&scope={Uri.EscapeDataString("openid https://management.azure.com/user_impersonation")}"
            + $"&redirect_uri={Uri.EscapeDataString(redirect)}&code_challenge={Verifier}&code_challenge_method=plain";
        return await Client.Http.GetAsync($"{Cloud.AuthorityHost}common/oauth2/v2.0/authorize?{query}", Stop);
    }

    private async Task<int> CredentialsAsync(string scope)
    {
        var answer = await Client.TokenAsync(
            Cloud.Deployer.TenantId, ("grant_type", "client_credentials"), ("client_id", _appId), ("client_secret", _secret), ("scope", scope));
        return (int?)answer.Json["error_codes"]?[0] ?? 0;
    }
}
