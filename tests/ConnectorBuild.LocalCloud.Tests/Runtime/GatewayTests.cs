using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.LocalCloud.Tests.Runtime;

/// <summary>Calls through connections: who may call, what the backend gets, what the client gets.</summary>
public sealed class GatewayTests : GatewayTest
{
    private const string ApiKey = """{ "api_key": { "type": "securestring", "uiDefinition": { "constraints": { "required": "true" } } } }""";
    private const string KeyInHeader = """, "securityDefinitions": { "api_key": { "type": "apiKey", "in": "header", "name": "X-Key" } }""";

    [Fact]
    public async Task Call_WithoutCredential_ReachesTheBackendWithTheGatewaysHeaders()
    {
        var connection = await StartAsync(EchoAsync);

        var (answer, trace) = await CallAsync(connection, "/orders/7%2F8?x=1&$top=2");

        Assert.Equal(200, answer.Status);
        Assert.Equal("/orders/7%2F8", (string?)answer.Json["path"]);
        Assert.Equal("?x=1&$top=2", (string?)answer.Json["query"]);
        Assert.Equal(connection.Url, (string?)answer.Json["headers"]!["x-ms-apim-referrer-prefix"]);
        Assert.Equal("Microsoft API Hubs", (string?)answer.Json["headers"]!["ms-int-appid"]);
        Assert.Null(answer.Json["headers"]!["authorization"]);
        Assert.Equal(Cloud.Environments["local"].EnvironmentId, answer.Headers["x-ms-environment-id"]);
        Assert.Equal(("GetOrder", 200, "none"), (trace.OperationId, trace.Status, trace.Credential));
        Assert.Equal($"{BackendUrl}/orders/7%2F8?x=1&$top=2", Assert.Single(trace.Sent).Url);
    }

    [Theory]
    [InlineData(ApiKey, KeyInHeader, "api_key=k 1", "x-key", "k 1")]
    [InlineData(ApiKey, """, "securityDefinitions": { "api_key": { "type": "apiKey", "in": "query", "name": "key" } }""", "api_key=k 1", "?key", "?key=k%201")]
    [InlineData("""{ "username": { "type": "string" }, "password": { "type": "securestring" } }""", """, "securityDefinitions": { "b": { "type": "basic" } }""", "username=u;password=p1", "authorization", "Basic dTpwMQ==")]
    public async Task Call_WithCredential_PutsItWhereTheDefinitionSays(
        string parameters, string security, string values, string place, string expected)
    {
        await StartAsync();
        await StartBackendAsync(EchoAsync);
        var id = await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders, security), parameters));
        var request = new ConnectionRequest { Parameters = values.Split(';').Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]) };

        var (answer, trace) = await CallAsync(await ConnectAsync(id, request), "/orders");

        Assert.Equal(expected, place[0] == '?' ? (string?)answer.Json["query"] : (string?)answer.Json["headers"]![place]);
        Assert.DoesNotContain("k 1", string.Concat(trace.Sent.SelectMany(s => s.Headers.Append(s.Url))), StringComparison.Ordinal);
        Assert.DoesNotContain("k%201", trace.Sent[0].Url, StringComparison.Ordinal);
        Assert.DoesNotContain("dTpwMQ==", string.Concat(trace.Sent[0].Headers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ParameterSets_ChoosesOneAndNamesItInTheAnswer()
    {
        await StartAsync();
        await StartBackendAsync(EchoAsync);
        var row = Connector(Definition(BackendUrl, ListOrders, KeyInHeader));
        row["connectionparameters"] = null;
        row["connectionparametersets"] = $$"""{ "uiDefinition": {}, "values": [ { "name": "anonymous", "parameters": { "region": { "type": "string" } } }, { "name": "key", "parameters": {{ApiKey}} } ] }""";
        var id = await AddConnectorAsync(row);
        var connection = await ConnectAsync(
            id, new ConnectionRequest { ParameterSet = "KEY", Parameters = new Dictionary<string, string> { ["api_key"] = "secret" } });

        var (answer, _) = await CallAsync(connection, "/orders");

        Assert.Equal(("apiKey", "key"), (connection.Kind, connection.ParameterSet));
        Assert.Equal("secret", (string?)answer.Json["headers"]!["x-key"]);
        Assert.Equal("key", answer.Headers["x-ms-connection-parameter-set-name"]);
    }

    [Theory]
    [InlineData(null, null, ConnectionProblem.MissingValue, "needs a value for 'api_key'")]
    [InlineData("apikey", null, ConnectionProblem.UnknownName, "no parameter 'apikey'; it has api_key")]
    [InlineData(null, "none", ConnectionProblem.UnknownName, "no parameter set 'none'")]
    public async Task Connect_WhatDoesNotFit_IsRefusedInWords(string? name, string? set, ConnectionProblem problem, string said)
    {
        await StartAsync();
        await StartBackendAsync(EchoAsync);
        var id = await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders, KeyInHeader), ApiKey));

        var answer = await Cloud.ConnectAsync(
            "local", id,
            new ConnectionRequest { ParameterSet = set, Parameters = name is null ? [] : new Dictionary<string, string> { [name] = "x" } },
            Stop);

        Assert.Equal(problem, answer.Problem);
        Assert.Contains(said, answer.Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Connections);
    }

    [Theory]
    [InlineData("", 400, "Error from token exchange: Bad authorization token. The access token is missing")]
    [InlineData("x.y.z", 400, "not one of this cloud")]
    public async Task Call_WithoutTheGatewaysToken_IsRefused(string token, int status, string said)
    {
        var connection = await StartAsync(EchoAsync);

        var (answer, _) = await CallAsync(connection, "/orders", token: token);

        Assert.Equal(status, answer.Status);
        Assert.Contains(said, (string?)answer.Json["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithATokenForAnotherAudience_IsRefused()
    {
        var connection = await StartAsync(EchoAsync);

        var (answer, _) = await CallAsync(connection, "/orders", token: await Client.AccessTokenAsync("https://graph.microsoft.com"));

        Assert.Contains("for 'https://graph.microsoft.com'", (string?)answer.Json["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AsAnApp_HasNoRightToAMakersConnection()
    {
        var connection = await StartAsync(EchoAsync);

        var (answer, _) = await CallAsync(connection, "/orders", token: await Client.AccessTokenAsync("https://apihub.azure.com"));

        Assert.Equal(403, answer.Status);
        Assert.Contains("User is not allowed to access connection", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ConnectionOfAnotherConnector_IsForbidden()
    {
        var connection = await StartAsync(EchoAsync);
        var other = await ConnectAsync(await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders), name: "contoso_other")));

        var (answer, trace) = await CallAsync(
            connection with { Url = connection.Url.Replace(connection.Id, other.Id, StringComparison.Ordinal) }, "/orders");

        Assert.Equal(403, answer.Status);
        Assert.Contains("User is not allowed to access connection", answer.Text, StringComparison.Ordinal);
        Assert.Equal("CB9602", trace.Finding?.Code);
    }

    [Fact]
    public async Task Call_UnknownPath_IsNotFound()
    {
        var (answer, trace) = await CallAsync(await StartAsync(EchoAsync), "/none");

        Assert.Equal((404, "CB9601"), (answer.Status, trace.Finding?.Code));
    }

    [Fact]
    public async Task Call_OverTheRate_IsRefusedForTheRestOfTheMinute()
    {
        var connection = await StartAsync(EchoAsync, new LocalRuntimeOptions { RequestsPerMinute = 2 });

        Assert.Equal(200, (await CallAsync(connection, "/orders")).Answer.Status);
        Assert.Equal(200, (await CallAsync(connection, "/orders")).Answer.Status);
        var (refused, trace) = await CallAsync(connection, "/orders");
        Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal((429, "60", "CB9623"), (refused.Status, refused.Headers["Retry-After"], trace.Finding?.Code));
        Assert.Equal("Rate limit is exceeded. Try again in 60 seconds.", (string?)refused.Json["message"]);
        Assert.Equal(200, (await CallAsync(connection, "/orders")).Answer.Status);
    }

    [Fact]
    public async Task Call_HostElsewhere_IsRefusedByNameUnlessSomethingStandsIn()
    {
        await StartAsync();
        await StartBackendAsync(EchoAsync);
        var connection = await ConnectAsync(await AddConnectorAsync(Connector(Definition("https://orders.contoso.com", ListOrders))));

        var (refused, trace) = await CallAsync(connection, "/orders");
        Cloud.StandIn("orders.contoso.com", BackendUrl);
        var (answer, _) = await CallAsync(connection, "/orders?a=1");

        Assert.Equal((403, "CB9604"), (refused.Status, trace.Finding?.Code));
        Assert.Contains("'orders.contoso.com'", refused.Text, StringComparison.Ordinal);
        Assert.Equal(("/orders", "?a=1"), ((string?)answer.Json["path"], (string?)answer.Json["query"]));
    }

    [Fact]
    public async Task Call_AllowedHost_IsTried()
    {
        await StartAsync(new LocalRuntimeOptions(), "orders.invalid");
        var connection = await ConnectAsync(await AddConnectorAsync(Connector(Definition("https://orders.invalid", ListOrders))));

        Assert.Equal("CB9609", (await CallAsync(connection, "/orders")).Trace.Finding?.Code);
    }

    [Fact]
    public async Task Call_Policies_ApplyInTheOrderOfTheFileAndAreNamed()
    {
        await StartAsync();
        await StartBackendAsync(EchoAsync);
        const string Policies = """
            [ { "templateId": "setheader", "title": "first", "parameters": { "x-ms-apimTemplateParameter.name": "a", "x-ms-apimTemplateParameter.value": "1", "x-ms-apimTemplate-policySection": "Request" } },
              { "templateId": "SetHeader", "title": "second", "parameters": { "x-ms-apimTemplateParameter.name": "a", "x-ms-apimTemplateParameter.value": "@headers('a')2", "x-ms-apimTemplate-policySection": "Request", "x-ms-apimTemplate-operationName": [ "ListOrders" ] } },
              { "templateId": "setheader", "title": "other", "parameters": { "x-ms-apimTemplateParameter.name": "a", "x-ms-apimTemplateParameter.value": "3", "x-ms-apimTemplate-operationName": [ "GetOrder" ] } },
              { "templateId": "setproperty", "title": "answer", "parameters": { "x-ms-apimTemplateParameter.newPropertyParentPathTemplate": "@body()", "x-ms-apimTemplateParameter.newPropertySubPathTemplate": "added", "x-ms-apimTemplateParameter.propertyValuePathTemplate": "yes", "x-ms-apimTemplate-policySection": "Response" } } ]
            """;
        var connection = await ConnectAsync(await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders), policies: Policies)));

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal("12", (string?)answer.Json["headers"]!["a"]);
        Assert.Equal("yes", (string?)answer.Json["added"]);
        Assert.Equal(["first", "second", "answer"], trace.Policies);
    }

    [Fact]
    public async Task Call_UnknownTemplate_Is501ByNameAndSendsNothing()
    {
        var calls = 0;
        await StartAsync();
        await StartBackendAsync(context =>
        {
            calls++;
            return EchoAsync(context);
        });
        var connection = await ConnectAsync(await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders), policies: """[ { "templateId": "throttle", "title": "Slow down", "parameters": {} } ]""")));

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal((501, "CB9605", 0), (answer.Status, trace.Finding?.Code, calls));
        Assert.Contains(
            "the policy template 'throttle' of the policy 'Slow down'", (string?)answer.Json["error"]!["message"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_PolicyThatFails_Is500AndNamesThePolicy()
    {
        await StartAsync();
        await StartBackendAsync(EchoAsync);
        const string Policies = """[ { "templateId": "dynamichosturl", "title": "Host", "parameters": { "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('none')" } } ]""";
        var connection = await ConnectAsync(await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders), policies: Policies)));

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal((500, "CB9606", "InternalServerError"), (answer.Status, trace.Finding?.Code, (string?)answer.Json["error"]!["message"]));
        Assert.Contains("'Host' (dynamichosturl)", trace.Finding?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ByInvoke_IsTheCallInItsHeaders()
    {
        var connection = await StartAsync(EchoAsync);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(connection.Url), "/invoke"));
        request.Headers.Add("Authorization", $"Bearer {Token}");
        request.Headers.Add("x-ms-request-method", "GET");
        request.Headers.Add("x-ms-request-url", new Uri(connection.Url).AbsolutePath + "/orders?x=1");

        using var response = await Client.Http.SendAsync(request, Stop);

        Assert.Equal("?x=1", (string?)(await Answer.ReadAsync(response)).Json["query"]);
    }

    [Fact]
    public async Task Connections_Restart_AreKeptInTheStateFile()
    {
        using var folder = new TemporaryFolderOfTest();
        var state = Path.Combine(folder.Path, "state.json");
        await StartBackendAsync(EchoAsync);
        string url;
        await using (var first = await LocalCloudServer.StartAsync(new LocalCloudOptions { StateFile = state, SigningKey = SigningKey }, Stop))
        {
            using var client = new CloudClient(first);
            var row = Connector(Definition(BackendUrl, ListOrders, KeyInHeader), ApiKey);
            var made = await client.DataverseAsync("POST", "/connectors", row.ToJsonString(), headers: ("Prefer", "return=representation"));
            var answer = await first.ConnectAsync(
                "local", (string)made.Json["connectorid"]!,
                new ConnectionRequest { Parameters = new Dictionary<string, string> { ["api_key"] = "k1" } }, Stop);
            url = answer.Connection!.Url;
        }

        await using var second = await LocalCloudServer.StartAsync(new LocalCloudOptions { StateFile = state }, Stop);

        Assert.Equal(url, Assert.Single(second.Connections).Url);
        Assert.True(second.RemoveConnection(second.Connections[0].Id));
        Assert.Empty(second.Connections);
        Assert.DoesNotContain("\"k1\"", await File.ReadAllTextAsync(state, Stop), StringComparison.Ordinal);
    }

    private async Task<MakerConnection> StartAsync(RequestDelegate backend, LocalRuntimeOptions? runtime = null)
    {
        await StartAsync(runtime ?? new LocalRuntimeOptions());
        await StartBackendAsync(backend);
        return await ConnectAsync(await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders))));
    }

    private sealed class TemporaryFolderOfTest : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("connectorbuild-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
