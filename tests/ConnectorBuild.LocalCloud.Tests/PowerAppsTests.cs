using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>The PowerApps resource provider in the order in which paconn uses it.</summary>
public sealed class PowerAppsTests : CloudTest
{
    private const string Resource = "https://service.powerapps.com";

    private string Environment { get; set; } = "";

    private string Filter => $"$filter={Uri.EscapeDataString($"environment eq '{Environment}'")}";

    private Task<Answer> CallAsync(string method, string path, string? body = null, string? query = null) =>
        Client.SendAsync(
            method,
            $"{Cloud.AuthorityHost}providers/Microsoft.PowerApps/{path}?api-version=2016-11-01{(query is null ? "" : "&" + query)}", body,
            Resource, null);

    private async Task BeginAsync()
    {
        await StartAsync();
        Environment = (string)(await CallAsync("GET", "environments")).Json["value"]![0]!["name"]!;
    }

    private JsonObject Payload(Action<JsonObject>? change = null)
    {
        var properties = JsonNode.Parse($$"""
            {
              "openApiDefinition": { "swagger": "2.0", "info": { "title": "Orders", "description": "d", "version": "1" }, "host": "orders.contoso.com", "basePath": "/", "schemes": ["https"], "paths": {} },
              "backendService": { "serviceUrl": "https://orders.contoso.com/" }, "environment": { "name": "{{Environment}}" }, "displayName": "Orders", "description": "d",
              "iconBrandColor": "#0f4c81", "capabilities": [],
              "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad", "clientId": "1", "clientSecret": "the-secret", "scopes": [] } } }
            }
            """)!.AsObject();
        change?.Invoke(properties);
        return new JsonObject { ["properties"] = properties };
    }

    private async Task<Answer> UploadAsync(string container, string name, string content, bool isBlob = true)
    {
        var (path, query) = (container[..container.IndexOf('?', StringComparison.Ordinal)], container[container.IndexOf('?', StringComparison.Ordinal)..]);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{path}/{name}{query}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        if (isBlob)
        {
            request.Headers.Add("x-ms-blob-type", "BlockBlob");
        }

        using var response = await Client.Http.SendAsync(request, Stop);
        return await Answer.ReadAsync(response);
    }

    private async Task<string> ReadAsync(string address) => await Client.Http.GetStringAsync(new Uri(address), Stop);

    [Fact]
    public async Task Paconn_CreateUpdateDownload_RunsAsItsSourceSendsIt()
    {
        await BeginAsync();
        var caller = Cloud.Deployer.ObjectId;
        var definition = Payload()["properties"]!["openApiDefinition"]!.ToJsonString();
        Assert.Equal((200, ""), Pair(await CallAsync("POST", $"objectIds/{caller}/validateApiSwagger", definition)));
        var sas = (string)(await CallAsync("POST", $"objectIds/{caller}/generateResourceStorage", $$"""{ "environment": { "name": "{{Environment}}" } }""")).Json["sharedAccessSignature"]!;
        Assert.Equal(201, (await UploadAsync(sas, "script.csx", "code")).Status);
        var script = sas.Insert(sas.IndexOf('?', StringComparison.Ordinal), "/script.csx");

        var created = await CallAsync(
            "POST", "apis",
            Payload(p => { p["scriptDefinitionUrl"] = script; p["scriptOperations"] = new JsonArray("A"); }).ToJsonString(), Filter);

        Assert.Equal(201, created.Status);
        var name = (string)created.Json["name"]!;
        Assert.Matches("^shared_orders-5f[0-9a-f]{16}-5f[0-9a-f]{16}$", name);
        var read = (await CallAsync("GET", $"apis/{name}", query: Filter)).Json["properties"]!;
        Assert.Equal("orders.contoso.com", (string?)JsonNode.Parse(await ReadAsync((string)read["apiDefinitions"]!["originalSwaggerUrl"]!))!["host"]);
        Assert.Equal("code", await ReadAsync((string)read["scriptDefinitionUrl"]!));
        Assert.EndsWith(
            name["shared_".Length..], (string)read["connectionParameters"]!["token"]!["oAuthSettings"]!["redirectUrl"]!,
            StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", read.ToJsonString(), StringComparison.Ordinal);

        var updated = await CallAsync(
            "PATCH", $"apis/{name}",
            Payload(
                p => { p.Remove("displayName"); p["description"] = "e"; p["scriptDefinitionUrl"] = ""; p["scriptOperations"] = new JsonArray(); }).ToJsonString(),
            Filter);
        Assert.Equal((200, "e"), (updated.Status, (string?)updated.Json["properties"]!["description"]));
        Assert.Null(updated.Json["properties"]!["scriptDefinitionUrl"]);
    }

    [Fact]
    public async Task Connector_OfDataverse_IsListedAndReadButNotChanged()
    {
        await BeginAsync();
        await Client.DataverseAsync(
            "POST", "/connectors",
            Samples.Connector(
                "contoso_sample", "Sample",
                Samples.ConnectionParameters("1b2c3d4e-0000-0000-0000-000000000001", "the-secret")).ToJsonString());

        var api = Assert.Single((await CallAsync("GET", "apis", query: Filter)).Json["value"]!.AsArray())!;
        var name = (string)api["name"]!;
        var read = await CallAsync("GET", $"apis/{name}", query: Filter);

        Assert.Equal("Solution", (string?)read.Json["properties"]!["almMode"]);
        Assert.NotNull(read.Json["properties"]!["metadata"]!["xrmConnectorId"]);
        Assert.DoesNotContain("the-secret", read.Text, StringComparison.Ordinal);
        Assert.Equal(501, (await CallAsync("PATCH", $"apis/{name}", Payload().ToJsonString(), Filter)).Status);
    }

    [Theory]
    [InlineData("backendService", "null", "ApiHubsRequestFailed")]
    [InlineData("openApiDefinition", """{"swagger":"1.2"}""", "ApiHubsRequestFailed")]
    [InlineData("scriptOperations", """["A"]""", "InvalidScriptDefinitionUrlWithNonNullOperations")]
    [InlineData("connectionParameters", """{"connectionId":{"type":"string"}}""", "ConnectionIdParameterNotAllowed")]
    [InlineData("displayName", "null", "InvalidRequestContent")]
    [InlineData("iconUri", "\"https://example.com/icon.png\"", "InvalidRequestContent")]
    [InlineData("environment", """{"name":"other"}""", "EnvironmentNotFound")]
    public async Task Create_WhatThePlatformRefuses_IsRefusedWithItsCode(string member, string value, string code)
    {
        await BeginAsync();

        var answer = await CallAsync("POST", "apis", Payload(p => p[member] = JsonNode.Parse(value)).ToJsonString(), Filter);

        Assert.Equal(code, (string?)answer.Json["error"]!["code"]);
        Assert.Empty((await CallAsync("GET", "apis", query: Filter)).Json["value"]!.AsArray());
    }

    [Fact]
    public async Task Update_OfTheDisplayName_IsRefused()
    {
        await BeginAsync();
        var name = (string)(await CallAsync("POST", "apis", Payload().ToJsonString(), Filter)).Json["name"]!;

        var answer = await CallAsync("PATCH", $"apis/{name}", Payload(p => p["displayName"] = "Other").ToJsonString(), Filter);

        Assert.Equal((400, "CannotUpdateApiDisplayName"), (answer.Status, (string?)answer.Json["error"]!["code"]));
    }

    [Fact]
    public async Task Request_WithoutRightTokenVersionSignatureOrOwner_IsRefused()
    {
        await BeginAsync();
        var url = $"{Cloud.AuthorityHost}providers/Microsoft.PowerApps/apis";

        Assert.Equal(
            401,
            (await Client.SendAsync("GET", $"{url}?api-version=2016-11-01&{Filter}", null, "https://graph.microsoft.com", null)).Status);
        Assert.Equal("MissingApiVersionParameter", Code(await Client.SendAsync("GET", $"{url}?{Filter}", null, Resource, null)));
        Assert.Equal("InvalidRequestContent", Code(await CallAsync("GET", "apis")));
        Assert.Equal("ApiResourceNotFound", Code(await CallAsync("GET", "apis/shared_nothing", query: Filter)));
        Assert.Equal("Forbidden", Code(await CallAsync("POST", $"objectIds/{Guid.NewGuid()}/validateApiSwagger", "{}")));
        Assert.Equal("LocalCloud_NotSupported", Code(await CallAsync("DELETE", "apis/shared_nothing", query: Filter)));
        Assert.Equal(400, (await CallAsync("POST", $"objectIds/{Cloud.Deployer.ObjectId}/validateApiSwagger", """{"swagger":"2.0"}""")).Status);

        var sas = (string)(await CallAsync("POST", $"objectIds/{Cloud.Deployer.ObjectId}/generateResourceStorage", $$"""{ "environment": { "name": "{{Environment}}" } }""")).Json["sharedAccessSignature"]!;
        Assert.Equal(400, (await UploadAsync(sas, "a", "b", isBlob: false)).Status);
        Assert.Equal(403, (await UploadAsync(sas.Replace("sig=", "sig=0", StringComparison.Ordinal), "a", "b")).Status);
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(403, (await UploadAsync(sas, "a", "b")).Status);
    }

    private static (int, string) Pair(Answer answer) => (answer.Status, answer.Text);

    private static string? Code(Answer answer) => (string?)answer.Json["error"]!["code"];
}
