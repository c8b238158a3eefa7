using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Scripts in calls: they run in a process of their own, with the platform's limits and errors.</summary>
public sealed class ScriptCallTests : CallRun
{
    private const string Policies = """ "connectionParameters": {}, "policyTemplateInstances": [ { "templateId": "setheader", "title": "Before", "parameters": { "x-ms-apimTemplateParameter.name": "X-Before", "x-ms-apimTemplateParameter.value": "yes", "x-ms-apimTemplate-policySection": "Request" } }, { "templateId": "setproperty", "title": "After", "parameters": { "x-ms-apimTemplateParameter.newPropertyParentPathTemplate": "@body()", "x-ms-apimTemplateParameter.newPropertySubPathTemplate": "after", "x-ms-apimTemplateParameter.propertyValuePathTemplate": "yes", "x-ms-apimTemplate-policySection": "Response" } } ] """;

    [Fact]
    public async Task Script_BetweenPolicies_SendsToWhatStandsInAndSeesBothAddresses()
    {
        await StartBackendAsync(context => AnswerAsync(context, $$"""{ "before": "{{context.Request.Headers["X-Before"]}}", "path": "{{context.Request.Path}}" }"""));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""", Policies, Script("""
            var response = await Context.SendAsync(Context.Request, CancellationToken);
            var body = JObject.Parse(await response.Content.ReadAsStringAsync());
            body["operation"] = Context.OperationId;
            body["host"] = Context.Request.RequestUri.Host;
            body["original"] = Context.OriginalRequestUri.AbsolutePath;
            Context.Logger.LogInformation("transformed");
            response.Content = CreateJsonContent(body.ToString());
            return response;
            """));

        var (exit, said) = await RunAsync("call", "ListOrders", Description, "--json");

        Assert.True(exit == 0, said);
        var body = JsonNode.Parse(said)!["body"]!;
        Assert.Equal(
            ("yes", "/orders", "ListOrders", "yes"),
            ((string?)body["before"], (string?)body["path"], (string?)body["operation"], (string?)body["after"]));
        Assert.EndsWith("/orders", (string?)body["original"], StringComparison.Ordinal);
        Assert.StartsWith("/apim/", (string?)body["original"], StringComparison.Ordinal);
        Assert.True((bool)JsonNode.Parse(said)!["ranScript"]!);
        Assert.Equal("Information: transformed", (string?)JsonNode.Parse(said)!["logs"]![0]);
    }

    [Theory]
    [InlineData("throw new InvalidOperationException(\"no stock\");", 500, "CB9607", "InvalidOperationException: no stock (script.csx, line 6)")]
    [InlineData("while (true) { }", 500, "CB9608", "runtime.scriptTimeLimit")]
    [InlineData("var all = new List<byte[]>(); while (true) { all.Add(new byte[1 << 24]); }", 500, "CB9607", "OutOfMemoryException")]
    [InlineData("Environment.Exit(7); return null;", 500, "CB9607", "exit code 7")]
    [InlineData("return await Context.SendAsync(new HttpRequestMessage(HttpMethod.Get, \"https://elsewhere.contoso.com/\"), CancellationToken);", 403, "CB9604", "'elsewhere.contoso.com'")]
    public async Task Script_ThatFails_IsThePlatformsErrorAndSaysWhy(string body, int status, string code, string words)
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""", Policies, Script("await Task.Yield();\n" + body));

        var (exit, said) = await RunAsync("call", "ListOrders", Description);

        Assert.Equal(1, exit);
        Assert.Contains($"answer: {status}", said, StringComparison.Ordinal);
        Assert.Contains($"error {code}: ", said, StringComparison.Ordinal);
        Assert.True(said.Contains(words, StringComparison.Ordinal), said);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    // No sandbox: only the time is limited, and docs/custom-code.md says so.
    [Fact]
    public async Task Script_WritesToDiskAndOpensSockets_IsNotHindered()
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        var file = At("written.txt");
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""", Policies, Script($$"""
            System.IO.File.WriteAllText(@"{{file}}", "x");
            using (var socket = new System.Net.Sockets.TcpClient()) { await socket.ConnectAsync("127.0.0.1", {{new Uri(BackendUrl).Port}}); }
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent("{}") };
            """));

        var (exit, said) = await RunAsync("call", "ListOrders", Description);

        Assert.True(exit == 0, said);
        Assert.Equal("x", await File.ReadAllTextAsync(file, Stop));
    }

    [Fact]
    public async Task Script_AnMcpServer_AnswersInitializeListAndCall()
    {
        await StartBackendAsync(context => AnswerAsync(context, """{ "id": 7 }"""));
        const string Mcp = """ "x-ms-agentic-protocol": "mcp-streamable-1.0", "parameters": [ { "name": "body", "in": "body", "schema": { "type": "object" } } ],""";
        await PublishAsync($$"""{ "/mcp": { "post": {{Operation("InvokeMCP", Mcp)}} } }""", Policies.Replace("\"after\"", "\"_meta\"", StringComparison.Ordinal), Script("""
            var call = JObject.Parse(await Context.Request.Content.ReadAsStringAsync());
            JToken result;
            switch ((string)call["method"])
            {
                case "initialize":
                    result = new JObject { ["protocolVersion"] = "2025-06-18", ["capabilities"] = new JObject { ["tools"] = new JObject() }, ["serverInfo"] = new JObject { ["name"] = "orders", ["version"] = "1" } };
                    break;
                case "tools/list":
                    result = new JObject { ["tools"] = new JArray(new JObject { ["name"] = "get_order", ["inputSchema"] = new JObject { ["type"] = "object" } }) };
                    break;
                default:
                    var order = await Context.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://orders.contoso.com/orders/7"), CancellationToken);
                    result = new JObject { ["content"] = new JArray(new JObject { ["type"] = "text", ["text"] = await order.Content.ReadAsStringAsync() }) };
                    break;
            }
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(new JObject { ["jsonrpc"] = "2.0", ["id"] = call["id"], ["result"] = result }.ToString()) };
            """));

        var started = await McpAsync("initialize", """{ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } }""");
        var tools = await McpAsync("tools/list", "{}");
        var called = await McpAsync("tools/call", """{ "name": "get_order", "arguments": { "id": 7 } }""");

        Assert.Equal("orders", (string?)started["serverInfo"]!["name"]);
        Assert.Equal("get_order", (string?)tools["tools"]![0]!["name"]);
        Assert.Equal(7, (int)JsonNode.Parse((string)called["content"]![0]!["text"]!)!["id"]!);
    }

    private async Task<JsonNode> McpAsync(string method, string parameters)
    {
        Write("rpc.json", $$"""{ "jsonrpc": "2.0", "id": 1, "method": "{{method}}", "params": {{parameters}} }""");
        var (exit, said) = await RunAsync("call", "InvokeMCP", Description, "--body", At("rpc.json"), "--json");
        Assert.True(exit == 0, said);
        return JsonNode.Parse(said)!["body"]!["result"]!;
    }

    internal static string Script(string body) => $$"""
        public class Script : ScriptBase
        {
            public override async Task<HttpResponseMessage> ExecuteAsync()
            {
        {{body}}
            }
        }
        """;
}
