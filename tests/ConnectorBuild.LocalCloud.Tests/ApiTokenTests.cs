using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Identity.Web;
using Microsoft.Identity.Web.Resource;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>Access tokens for an API of the author's own, validated as that API validates them.</summary>
public sealed class ApiTokenTests : CloudTest
{
    private const string Audience = "api://orders";

    public static TheoryData<int, bool> Cases => new() { { 1, false }, { 1, true }, { 2, false }, { 2, true } };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Token_OfAUser_IsValidForTheApi(int version, bool identityWeb)
    {
        await StartAsync(ApisTests.Declared(version));
        var (token, claims) = await SignInAsync();

        await using var api = await StartApiAsync(version, identityWeb);

        Assert.Equal(HttpStatusCode.OK, await CallAsync(api, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(api, await Client.AccessTokenAsync("https://graph.microsoft.com")));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(api, token[..^8] + "AAAAAAAA"));
        Assert.Equal("Orders.Read", (string?)claims["scp"]);
        Assert.Equal(["Orders.Approver"], claims["roles"]!.AsArray().Select(r => (string?)r));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Token_ForAnApi_HasTheClaimsOfItsVersion(int version)
    {
        await StartAsync(ApisTests.Declared(version));
        var tenant = Cloud.Tenants["local"].TenantId;

        var (_, claims) = await SignInAsync();

        var expected = version == 2
            ? (ApiId, $"{Cloud.AuthorityHost}{tenant}/v2.0", "2.0")
            : (Audience, $"https://sts.windows.net/{tenant}/", "1.0");
        Assert.Equal(expected, ((string)claims["aud"]!, (string)claims["iss"]!, (string)claims["ver"]!));
        Assert.Equal(version == 2, claims.ContainsKey("azp") && claims.ContainsKey("preferred_username"));
        Assert.Equal(version == 1, claims.ContainsKey("appid") && claims.ContainsKey("upn") && claims.ContainsKey("unique_name"));
        Assert.False(claims.ContainsKey("azp") && claims.ContainsKey("appid"));
    }

    private string ApiId => Cloud.Apis.Single(a => a.Resources.Contains(Audience)).ClientId;

    /// <summary>A maker signs in through a client with a secret, at the endpoint of version 2: what version the token has, the API says.</summary>
    private async Task<(string Token, JsonObject Claims)> SignInAsync()
    {
        var scopeId = (string)(await Client.GraphAsync("GET", $"/servicePrincipals(appId='{ApiId}')")).Json["oauth2PermissionScopes"]![0]!["id"]!;
        var app = (await Client.GraphAsync("POST", "/applications", $$"""
            {"displayName":"Client","signInAudience":"AzureADMyOrg","web":{"redirectUris":["https://client.example/back"]},
             "requiredResourceAccess":[{"resourceAppId":"{{ApiId}}","resourceAccess":[{"id":"{{scopeId}}","type":"Scope"}]}]}
            """)).Json;
        await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{app["appId"]}}"}""");
        var secret = (string)(await Client.GraphAsync("POST", $"/applications/{app["id"]}/addPassword", """{"passwordCredential":{"displayName":"s"}}""")).Json["secretText"]!;
        var tenant = Cloud.Tenants["local"].TenantId;
        using var page = await Client.Http.GetAsync(
            new Uri(
                $"{Cloud.AuthorityHost}{tenant}/oauth2/v2.0/authorize?client_id={app["appId"]}&response_type=code&redirect_uri={Uri.EscapeDataString("https://client.example/back")}&scope={Uri.EscapeDataString(Audience + "/Orders.Read")}"), Stop);
        var code = page.Headers.Location!.Query.TrimStart('?').Split('&')
            .Single(p => p.StartsWith("code=", StringComparison.Ordinal))["code=".Length..];
        var answer = await Client.TokenAsync(
            tenant,
            ("grant_type", "authorization_code"),
            ("client_id", (string)app["appId"]!),
            ("client_secret", secret),
            ("code", Uri.UnescapeDataString(code)),
            ("redirect_uri", "https://client.example/back"));
        Assert.Equal(200, answer.Status);
        var token = (string)answer.Json["access_token"]!;
        return (token, TokenEndpointTests.Claims(token).AsObject());
    }

    private async Task<WebApplication> StartApiAsync(int version, bool identityWeb)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var tenant = Cloud.Tenants["local"].TenantId;
        if (identityWeb)
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["AzureAd:Instance"] = Cloud.AuthorityHost,
                ["AzureAd:TenantId"] = tenant,
                ["AzureAd:ClientId"] = ApiId,
                ["AzureAd:Audience"] = version == 2 ? ApiId : Audience,
            });
            builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddMicrosoftIdentityWebApi(builder.Configuration);
        }
        else
        {
            builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(o =>
            {
                o.Authority = $"{Cloud.AuthorityHost}{tenant}{(version == 2 ? "/v2.0" : "")}";
                o.Audience = version == 2 ? ApiId : Audience;
            });
        }

        // An API on a developer's machine trusts the certificate through SSL_CERT_FILE instead.
        builder.Services.AddHttpClient(nameof(ApiTokenTests)).ConfigurePrimaryHttpMessageHandler(
            () => new SocketsHttpHandler { UseProxy = false, SslOptions = Client.Handler.SslOptions });
        builder.Services.Configure<AadIssuerValidatorOptions>(o => o.HttpClientName = nameof(ApiTokenTests));
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, o =>
        {
            o.Backchannel = Client.Http;
            o.TimeProvider = Clock;
            o.TokenValidationParameters.LifetimeValidator = (from, to, _, _) =>
                from <= Clock.GetUtcNow().UtcDateTime && to > Clock.GetUtcNow().UtcDateTime;
            o.MapInboundClaims = false;
        });
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/orders", () => Results.Ok()).RequireAuthorization();
        await app.StartAsync(Stop);
        return app;
    }

    private static async Task<HttpStatusCode> CallAsync(WebApplication api, string token)
    {
        using var client = api.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.GetAsync(new Uri("/orders", UriKind.Relative), Stop);
        return response.StatusCode;
    }
}
