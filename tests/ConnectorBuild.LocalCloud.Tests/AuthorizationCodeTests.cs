using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class AuthorizationCodeTests : CloudTest
{
    private const string Redirect = "https://app.contoso.example/back";
    private const string Scope = "openid offline_access https://management.azure.com/user_impersonation";
    private const string Verifier = "0123456789012345678901234567890123456789012";
    private string _appId = "";

    [Fact]
    public async Task Code_WithPkce_IsRedeemedOnceWithoutSecret()
    {
        await CreateAsync();
        var code = await CodeAsync(("scope", Scope), ("code_challenge", Challenge(Verifier)), ("code_challenge_method", "S256"));

        var token = await RedeemAsync(code, Verifier);
        var again = await RedeemAsync(code, Verifier);

        Assert.Equal(200, token.Status);
        var claims = TokenEndpointTests.Claims(token.Json["access_token"]!.ToString());
        Assert.Equal("https://management.azure.com", (string?)claims["aud"]);
        Assert.Equal("user_impersonation", (string?)claims["scp"]);
        Assert.Equal("1.0", (string?)claims["ver"]);
        Assert.NotNull(token.Json["id_token"]);
        Assert.Equal(54005, (int)again.Json["error_codes"]![0]!);
    }

    [Fact]
    public async Task RefreshToken_GivesNewToken()
    {
        await CreateAsync();
        var token = await RedeemAsync(
            await CodeAsync(("scope", Scope), ("code_challenge", Challenge(Verifier)), ("code_challenge_method", "S256")), Verifier);
        Clock.Advance(TimeSpan.FromHours(2));

        var refreshed = await Client.TokenAsync(
            "common", ("grant_type", "refresh_token"), ("client_id", _appId), ("refresh_token", token.Json["refresh_token"]!.ToString()), ("scope", Scope));

        Assert.Equal(200, refreshed.Status);
    }

    [Fact]
    public async Task RefreshToken_ForAResourceWithoutConsent_IsRefused()
    {
        await CreateAsync();
        var token = await RedeemAsync(
            await CodeAsync(("scope", Scope), ("code_challenge", Challenge(Verifier)), ("code_challenge_method", "S256")), Verifier);

        var refused = await Client.TokenAsync(
            "common", ("grant_type", "refresh_token"), ("client_id", _appId), ("refresh_token", token.Json["refresh_token"]!.ToString()), ("scope", "https://graph.microsoft.com/.default"));

        Assert.Equal(65001, (int)refused.Json["error_codes"]![0]!);
    }

    [Fact]
    public async Task Code_WrongVerifier_IsRefused()
    {
        await CreateAsync();
        var code = await CodeAsync(("scope", Scope), ("code_challenge", Challenge(Verifier)), ("code_challenge_method", "S256"));

        Assert.Equal(501481, (int)(await RedeemAsync(code, "wrong")).Json["error_codes"]![0]!);
    }

    [Fact]
    public async Task Code_AfterTenMinutes_HasExpired()
    {
        await CreateAsync();
        var code = await CodeAsync(("scope", Scope), ("code_challenge", Challenge(Verifier)), ("code_challenge_method", "S256"));
        Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(70008, (int)(await RedeemAsync(code, Verifier)).Json["error_codes"]![0]!);
    }

    [Fact]
    public async Task Authorize_FormPost_GivesAFormWithTheCodeOrTheError()
    {
        await CreateAsync();

        using var answered = await AuthorizeAsync(("scope", Scope), ("response_mode", "form_post"), ("state", "a\"b"));
        using var refused = await AuthorizeAsync(("scope", "https://nothing.example/.default"), ("response_mode", "form_post"));

        var form = await answered.Content.ReadAsStringAsync(Stop);
        Assert.Null(answered.Headers.Location);
        Assert.Contains($"action=\"{Redirect}\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"code\" value=\"1.A", form, StringComparison.Ordinal);
        Assert.Contains("name=\"state\" value=\"a&quot;b\"", form, StringComparison.Ordinal);
        Assert.Contains("AADSTS500011", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_UnknownRedirect_ShowsPageAndSendsNothingThere()
    {
        await CreateAsync();

        using var response = await AuthorizeAsync(("scope", Scope), ("redirect_uri", Redirect + "/other"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.Contains("AADSTS50011", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_UnknownScope_GoesBackWithError()
    {
        await CreateAsync();

        using var response = await AuthorizeAsync(("scope", "https://management.azure.com/nothing"));

        Assert.Contains("error=invalid_scope", response.Headers.Location!.Query, StringComparison.Ordinal);
        Assert.Contains("AADSTS70011", Uri.UnescapeDataString(response.Headers.Location.Query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_AdminOnlyScope_NeedsAdminConsent()
    {
        await CreateAsync();
        using var response = await AuthorizeAsync(("scope", "https://graph.microsoft.com/Group.Read.All"));

        Assert.Contains("AADSTS65001", Uri.UnescapeDataString(response.Headers.Location!.Query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdminConsent_Granted_SignsInWhereUsersMayNotConsent()
    {
        await CreateAsync(new LocalCloudOptions { Tenants = [new() { Name = "local", UserConsent = false }] });
        using var before = await AuthorizeAsync(("resource", "https://management.azure.com/"));
        var client = (await Client.GraphAsync("GET", $"/servicePrincipals(appId='{_appId}')?$select=id")).Json["id"];
        var resource = (await Client.GraphAsync("GET", $"/servicePrincipals(appId='{Samples.Management}')?$select=id")).Json["id"];
        var grant = new JsonObject
        {
            ["clientId"] = client!.ToString(),
            ["consentType"] = "AllPrincipals",
            ["resourceId"] = resource!.ToString(),
            ["scope"] = "user_impersonation",
        };
        Assert.Equal(201, (await Client.GraphAsync("POST", "/oauth2PermissionGrants", grant.ToJsonString())).Status);

        using var after = await AuthorizeAsync(("resource", "https://management.azure.com/"));

        Assert.Contains("error=", before.Headers.Location!.Query, StringComparison.Ordinal);
        Assert.Contains("code=", after.Headers.Location!.Query, StringComparison.Ordinal);
    }

    private static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private async Task CreateAsync(LocalCloudOptions? options = null)
    {
        await StartAsync(options);
        var body = JsonNode.Parse(Samples.Application())!;
        body["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray(Redirect) };
        var app = (await Client.GraphAsync("POST", "/applications", body.ToJsonString())).Json;
        _appId = app["appId"]!.ToString();
        await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{_appId}}"}""");
    }

    private async Task<HttpResponseMessage> AuthorizeAsync(params (string Name, string Value)[] parameters)
    {
        var all = new Dictionary<string, string> { ["client_id"] = _appId, ["response_type"] = "code", ["redirect_uri"] = Redirect, ["state"] = "s" };
        foreach (var (name, value) in parameters)
        {
            all[name] = value;
        }

        var version = all.ContainsKey("resource") ? "" : "/v2.0";
        var query = string.Join('&', all.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        return await Client.Http.GetAsync($"{Cloud.AuthorityHost}common/oauth2{version}/authorize?{query}", Stop);
    }

    private async Task<string> CodeAsync(params (string Name, string Value)[] parameters)
    {
        using var response = await AuthorizeAsync(parameters);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return HttpUtility.ParseQueryString(response.Headers.Location!.Query)["code"]!;
    }

    private Task<Answer> RedeemAsync(string code, string verifier) => Client.TokenAsync(
        "common", ("grant_type", "authorization_code"), ("client_id", _appId), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier));
}
