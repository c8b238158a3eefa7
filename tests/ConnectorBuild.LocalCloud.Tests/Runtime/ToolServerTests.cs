using System.ComponentModel;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace ConnectorBuild.LocalCloud.Tests.Runtime;

/// <summary>An MCP server behind Entra, called through a connector on behalf of a user, as an agent calls it.</summary>
public sealed class ToolServerTests : GatewayTest
{
    private const string Api = "api://tools.contoso.com";
    private const string ApiId = "6f1a5a52-3c0b-4c55-9f0e-2f5a4b7c9d11";
    private const string Platform = "fe053c5f-3692-4f14-aef2-ee34fc081cae";

    private WebApplication? _server;

    [Fact]
    public async Task Agent_ThroughTheConnector_FindsAndCallsToolsAsTheUser()
    {
        var connection = await ConnectAsync(await StartServerAsync(), new ConnectionRequest { User = "user" });

        var started = await SendAsync(connection, "initialize", """{ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "agent", "version": "1" } }""");
        var listed = await SendAsync(connection, "tools/list", "{}");
        var called = await SendAsync(connection, "tools/call", """{ "name": "get_order", "arguments": { "number": 7 } }""");
        var user = await SendAsync(connection, "tools/call", """{ "name": "who_am_i", "arguments": {} }""");

        Assert.NotNull(started["result"]!["serverInfo"]);
        Assert.Equal(["get_order", "who_am_i"], listed["result"]!["tools"]!.AsArray().Select(t => (string)t!["name"]!).Order());
        Assert.Equal("Order 7 is open.", Text(called));
        Assert.StartsWith("user@", Text(user), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_WithoutPreauthorization_GetsNoConnectionForTheUserAndOneForTheMaker()
    {
        var id = await StartServerAsync(isPreauthorized: false);

        var refused = await Cloud.ConnectAsync("local", id, new ConnectionRequest { User = "user" }, Stop);

        Assert.Equal(ConnectionProblem.SignInRefused, refused.Problem);
        Assert.StartsWith("AADSTS65001", refused.Message, StringComparison.Ordinal);
        Assert.Null((await Cloud.ConnectAsync("local", id, new ConnectionRequest(), Stop)).Problem);
    }

    protected override async ValueTask StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await base.StopAsync();
    }

    private static string Text(JsonNode answer) => (string)answer["result"]!["content"]![0]!["text"]!;

    private async Task<JsonNode> SendAsync(MakerConnection connection, string method, string parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, connection.Url + "/")
        {
            Content = new StringContent($$"""{ "jsonrpc": "2.0", "id": 1, "method": "{{method}}", "params": {{parameters}} }""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        using var response = await Client.Http.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, text);

        // A server may answer with one event.
        var data = text.Split('\n').FirstOrDefault(l => l.StartsWith("data:", StringComparison.Ordinal));
        return JsonNode.Parse(data is null ? text : data["data:".Length..])!;
    }

    private async Task<string> StartServerAsync(bool isPreauthorized = true)
    {
        await StartAsync(new LocalCloudOptions
        {
            Tenants =
            [
                new LocalTenantOptions
                {
                    Name = "local",
                    Apis = [new LocalApiOptions { Name = "Tools", ClientId = new Guid(ApiId), Resources = [Api], Scopes = [new LocalScopeOptions { Name = "access_as_user" }], TokenVersion = 2 }],
                },
            ],
        });
        var tenant = Cloud.Tenants["local"].TenantId;
        var address = await HostAsync(tenant);
        var app = await Client.GraphAsync(
            "POST", "/applications",
            new JsonObject { ["displayName"] = "Tools connector", ["signInAudience"] = "AzureADMyOrg" }.ToJsonString());
        var (objectId, clientId) = ((string)app.Json["id"]!, (string)app.Json["appId"]!);
        var principal = (string)(await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{clientId}}"}""")).Json["id"]!;
        var secret = (string)(await Client.GraphAsync("POST", $"/applications/{objectId}/addPassword", "{}")).Json["secretText"]!;
        var (api, scope) = await PrincipalAsync(ApiId, "access_as_user");
        var (graph, read) = await PrincipalAsync("00000003-0000-0000-c000-000000000000", "User.Read");
        await GrantAsync(principal, api, "access_as_user");
        await GrantAsync(principal, graph, "User.Read");
        var id = await AddConnectorAsync(Connector(Definition(address), Parameters(tenant, clientId, secret)));
        var row = await Client.DataverseAsync("GET", $"/connectors({id})?$select=connectionparameters");
        var redirect = (string)JsonNode.Parse((string)row.Json["connectionparameters"]!)!["token"]!["oAuthSettings"]!["redirectUrl"]!;
        var own = Guid.NewGuid().ToString();
        await PatchAsync(objectId, $$"""
            {
              "identifierUris": ["api://{{clientId}}"],
              "web": { "redirectUris": ["{{redirect}}"] },
              "requiredResourceAccess": [
                { "resourceAppId": "{{ApiId}}", "resourceAccess": [ { "id": "{{scope}}", "type": "Scope" } ] },
                { "resourceAppId": "00000003-0000-0000-c000-000000000000", "resourceAccess": [ { "id": "{{read}}", "type": "Scope" } ] }
              ],
              "api": { "oauth2PermissionScopes": [ { "id": "{{own}}", "value": "access_as_user", "type": "User", "isEnabled": true, "adminConsentDisplayName": "a", "adminConsentDescription": "b" } ] }
            }
            """);
        if (isPreauthorized)
        {
            await PatchAsync(objectId, $$$"""{ "api": { "preAuthorizedApplications": [ { "appId": "{{{Platform}}}", "delegatedPermissionIds": ["{{{own}}}"] } ] } }""");
        }

        return id;
    }

    private async Task PatchAsync(string objectId, string body) =>
        Assert.Equal(204, (await Client.GraphAsync("PATCH", $"/applications/{objectId}", body)).Status);

    private async Task<(string Id, string Scope)> PrincipalAsync(string appId, string scope)
    {
        var found = (await Client.GraphAsync("GET", $"/servicePrincipals(appId='{appId}')")).Json;
        return ((string)found["id"]!, (string)found["oauth2PermissionScopes"]!.AsArray().First(s => (string)s!["value"]! == scope)!["id"]!);
    }

    private async Task GrantAsync(string client, string resource, string scope) => Assert.Equal(201, (await Client.GraphAsync(
        "POST",
        "/oauth2PermissionGrants",
        new JsonObject { ["clientId"] = client, ["consentType"] = "AllPrincipals", ["resourceId"] = resource, ["scope"] = scope }.ToJsonString())).Status);

    private static string Definition(string address) => $$"""
        { "swagger": "2.0", "info": { "title": "Tools", "version": "1.0" }, "host": "{{new Uri(address).Authority}}", "basePath": "/mcp", "schemes": ["http"],
          "paths": { "/": { "post": { "operationId": "InvokeMCP", "x-ms-agentic-protocol": "mcp-streamable-1.0", "responses": { "200": { "description": "OK" } } } } } }
        """;

    private static string Parameters(string tenant, string clientId, string secret)
    {
        var parameters = JsonNode.Parse(Samples.ConnectionParameters(clientId, secret, Api))!;
        var settings = parameters["token"]!["oAuthSettings"]!;
        settings["properties"]!["IsOnbehalfofLoginSupported"] = true;
        settings["customParameters"]!["enableOnbehalfOfLogin"] = new JsonObject { ["value"] = "true" };
        settings["customParameters"]!["TenantId"] = new JsonObject { ["value"] = tenant };
        return parameters.ToJsonString();
    }

    // As samples/OrdersTools has it.
    private async Task<string> HostAsync(string tenant)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(o =>
        {
            o.MapInboundClaims = false;
            o.Authority = $"{Cloud.AuthorityHost}{tenant}/v2.0";
            o.Audience = ApiId;
            o.Backchannel = Client.Http;
            o.TimeProvider = Clock;
            o.TokenValidationParameters.LifetimeValidator = (from, to, _, _) =>
                from <= Clock.GetUtcNow().UtcDateTime && to > Clock.GetUtcNow().UtcDateTime;
        });
        builder.Services.AddAuthorizationBuilder().AddPolicy("access_as_user", p => p.RequireAssertion(
            c => c.User.FindFirst("scp")?.Value.Split(' ').Contains("access_as_user") ?? false));
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddMcpServer().WithHttpTransport(o => o.Stateless = true).WithTools<OrderTools>();
        _server = builder.Build();
        _server.UseAuthentication();
        _server.UseAuthorization();
        _server.MapMcp("/mcp").RequireAuthorization("access_as_user");
        await _server.StartAsync(Stop);
        return _server.Urls.Single();
    }

    /// <summary>The tools.</summary>
    [McpServerToolType]
    internal sealed class OrderTools(IHttpContextAccessor http)
    {
        [McpServerTool(Name = "get_order"), Description("Gets the state of an order.")]
        public static string GetOrder([Description("The order's number.")] int number) => $"Order {number} is open.";

        [McpServerTool(Name = "who_am_i"), Description("Says as whom the tools run.")]
        public string WhoAmI() => http.HttpContext?.User.FindFirst("preferred_username")?.Value ?? "nobody";
    }
}
