using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tool.Tests;

/// <summary><c>call</c>: what is sent, what is shown, and the exit codes.</summary>
public sealed class CallTests : CallRun
{
    private const string Key = """ "connectionParameters": { "api_key": { "type": "securestring", "uiDefinition": { "displayName": "Key", "description": "The key.", "constraints": { "required": "true" } } }, "region": { "type": "string", "uiDefinition": { "displayName": "Region", "description": "Where.", "constraints": { "required": "false" } } } } """;
    private const string KeyInHeader = """, "securityDefinitions": { "api_key": { "type": "apiKey", "in": "header", "name": "X-Key" } }, "security": [ { "api_key": [] } ]""";
    private const string Customer = """ "parameters": [ { "name": "customer", "in": "query", "type": "string", "required": true, "description": "Who.", "x-ms-summary": "Who" }, { "name": "top", "in": "query", "type": "integer", "default": 5, "description": "How many.", "x-ms-summary": "Most" } ],""";

    [Fact]
    public async Task Call_SignedIn_ShowsCallAndAnswerWithoutToken()
    {
        await StartBackendAsync(context => AnswerAsync(context, $$"""{ "query": "{{context.Request.QueryString}}", "auth": "{{context.Request.Headers.Authorization}}" }"""));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders", Customer)}} } }""");

        var (exit, said) = await RunAsync("call", "ListOrders", Description, "--parameter", "customer=C 1");

        Assert.True(exit == 0, said);
        Assert.Contains("/orders?customer=C%201&top=5", said, StringComparison.Ordinal);
        Assert.Contains("\"auth\": \"Bearer ***\"", said, StringComparison.Ordinal);
        Assert.Contains("called: ListOrders returned 200 through sign-in", said, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ApiKey_TakesItFromTheEnvironmentAndKeepsTheConnection()
    {
        Environment.SetEnvironmentVariable("CALLTESTS_KEY", "s3cret-key");
        await StartBackendAsync(context => AnswerAsync(context, $$"""{ "key": "{{context.Request.Headers["X-Key"]}}" }"""));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""", Key, more: KeyInHeader);

        var (missing, asked) = await RunAsync("call", "ListOrders", Description);
        var (literal, refused) = await RunAsync("call", "ListOrders", Description, "--connection-parameter", "api_key=s3cret-key");
        var (unset, noValue) = await RunAsync("call", "ListOrders", Description, "--connection-parameter", "api_key=env:CALLTESTS_NONE");
        var (first, said) = await RunAsync(
            "call", "ListOrders", Description, "--connection-parameter", "api_key=env:CALLTESTS_KEY", "--connection-parameter",
            "region=west");
        var (second, again) = await RunAsync("call", "ListOrders", Description, "--json");
        var (listed, list) = await RunAsync("local-cloud", "connections", Description);

        Assert.Equal((3, 64, 3, 0, 0, 0), (missing, literal, unset, first, second, listed));
        Assert.Contains("error CB9603: The connection needs a value for 'api_key'", asked, StringComparison.Ordinal);
        Assert.Contains("api_key=env:VARIABLE", refused, StringComparison.Ordinal);
        Assert.Contains("'CALLTESTS_NONE'", noValue, StringComparison.Ordinal);
        Assert.Contains("\"key\": \"***\"", said, StringComparison.Ordinal);
        Assert.Contains("through API key", said, StringComparison.Ordinal);
        Assert.Equal("***", (string?)JsonNode.Parse(again)!["body"]!["key"]);
        Assert.Contains("apiKey, connected", list, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-key", said + again + list + refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_Removed_AreGone()
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""");
        await RunAsync("call", "ListOrders", Description);
        var id = (string)JsonNode.Parse((await RunAsync("local-cloud", "connections", Description, "--json")).Output)!["connections"]![0]!["id"]!;

        var (unknown, said) = await RunAsync("local-cloud", "connections", Description, "--remove", "none");
        var (removed, left) = await RunAsync("local-cloud", "connections", Description, "--remove", id);

        Assert.Equal((64, 0), (unknown, removed));
        Assert.Contains($"the local cloud has {id}", said, StringComparison.Ordinal);
        Assert.Contains("There are no connections", left, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "CB9601", "did you mean 'ListOrders'?", "ListOrder")]
    [InlineData(64, "CB9614", "did you mean 'customer'?", "ListOrders", "--parameter", "custommer=1")]
    [InlineData(64, "CB9614", "needs a value for 'customer' (query)", "ListOrders")]
    [InlineData(64, "CB9614", "needs a body", "PlaceOrder")]
    [InlineData(64, "CB9614", "The file of --body cannot be read", "PlaceOrder", "--body", "/none/there.json")]
    [InlineData(64, "CB9602", "no parameter 'region'", "ListOrders", "--parameter", "customer=1", "--connection-parameter", "region=x")]
    [InlineData(64, "takes name=value", "takes name=value", "ListOrders", "--parameter", "customer")]
    [InlineData(64, "Name an operation", "Name an operation")]
    public async Task Call_WrongUsage_Is64AndSaysWhat(int expected, string code, string words, params string[] arguments)
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        const string Body = """ "parameters": [ { "name": "body", "in": "body", "required": true, "schema": { "type": "object" } } ],""";
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders", Customer)}}, "post": {{Operation("PlaceOrder", Body)}} } }""");

        var (exit, said) = await RunAsync(
            ["call", .. arguments.Take(1), .. arguments.Length > 0 ? [Description] : Array.Empty<string>(), .. arguments.Skip(1)]);

        Assert.True(exit == expected, said);
        Assert.Contains(code, said, StringComparison.Ordinal);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_NotPublished_SaysHow()
    {
        var (exit, said) = await RunAsync("call", "ListSubscriptions", Description);

        Assert.Equal(1, exit);
        Assert.Contains("error CB9624: ", said, StringComparison.Ordinal);
        Assert.Contains("dotnet publish -p:ConnectorEnvironment=local", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AdministratorsConsentMissing_WaitsForIt()
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}"));
        Write("local-cloud.json", """{ "tenants": [ { "name": "local", "userConsent": false } ] }""");
        Assert.Contains("CB9015", (await RunAsync("deploy", Description)).Output, StringComparison.Ordinal);

        var (exit, said) = await RunAsync("call", "ListSubscriptions", Description);

        Assert.Equal(3, exit);
        Assert.Contains("error CB9603: ", said, StringComparison.Ordinal);
        Assert.Contains("AADSTS65001", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_BodyFromAFile_IsSentAsItIs()
    {
        await StartBackendAsync(async context => await AnswerAsync(context, $$"""{ "type": "{{context.Request.ContentType}}", "got": {{await new StreamReader(context.Request.Body).ReadToEndAsync(Stop)}} }"""));
        const string Body = """ "parameters": [ { "name": "body", "in": "body", "required": true, "schema": { "type": "object" } } ],""";
        await PublishAsync($$"""{ "/orders": { "post": {{Operation("PlaceOrder", Body)}} } }""");
        Write("order.json", """{ "product": 7 }""");

        var (exit, said) = await RunAsync("call", "PlaceOrder", Description, "--body", At("order.json"), "--json");

        Assert.True(exit == 0, said);
        Assert.Equal(7, (int)JsonNode.Parse(said)!["body"]!["got"]!["product"]!);
        Assert.Equal("application/json", (string?)JsonNode.Parse(said)!["body"]!["type"]);
    }

    [Fact]
    public async Task Call_ApiRefuses_Is1AndPointsAtTheBody()
    {
        await StartBackendAsync(context => AnswerAsync(context, """{ "reason": "closed" }""", 409));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""");

        var (exit, said) = await RunAsync("call", "ListOrders", Description);

        Assert.Equal(1, exit);
        Assert.Contains("\"reason\": \"closed\"", said, StringComparison.Ordinal);
        Assert.Contains("error CB9615: ListOrders was answered with 409", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AnswerThatDiffers_IsSaidAtEachPlace()
    {
        const string Schema = """{ "type": "object", "required": [ "total" ], "properties": { "total": { "type": "integer" }, "value": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "integer" }, "state": { "type": "string", "enum": [ "open" ] } } } } } }""";
        await StartBackendAsync(context => AnswerAsync(context, """{ "value": [ { "id": 1, "state": "open" }, { "id": "2", "state": "lost" }, { "id": null } ] }"""));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders", schema: Schema)}} } }""");

        var (exit, said) = await RunAsync("call", "ListOrders", Description);

        Assert.Equal(0, exit);
        Assert.Contains("warning CB9613: ListOrders: The answer has no 'total'", said, StringComparison.Ordinal);
        Assert.Contains("'/value/1/id' is a string, and the definition says integer", said, StringComparison.Ordinal);
        Assert.Contains("'/value/1/state' is \"lost\"", said, StringComparison.Ordinal);
        Assert.DoesNotContain("/value/2", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_StatusNotInTheDefinition_IsSaid()
    {
        await StartBackendAsync(context => AnswerAsync(context, "{}", 201));
        await PublishAsync($$"""{ "/orders": { "get": {{Operation("ListOrders")}} } }""");

        Assert.Contains(
            "the answer's status 201 is not among the responses", (await RunAsync("call", "ListOrders", Description)).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choices_ValuesListTreeAndSchema_AreThoseOfTheDesigner()
    {
        await StartBackendAsync(context => AnswerAsync(context, (context.Request.Path.Value, context.Request.Query["parent"].ToString()) switch
        {
            ("/customers", _) => $$"""{ "value": [ { "Id": "c1", "Name": "Contoso", "in": "{{context.Request.Query["region"]}}" }, { "Id": "c2" } ] }""",
            ("/folders", "") => """{ "value": [ { "id": "root", "name": "Root", "folder": true } ] }""",
            ("/folders", "root") => """{ "value": [ { "id": "child", "name": "Child", "folder": false } ] }""",
            ("/schema", _) => """{ "schema": { "type": "object", "properties": { "a": { "type": "string" } } } }""",
            _ => "{}",
        }));
        const string Extended = """
             "parameters": [
               { "name": "region", "in": "query", "type": "string", "description": "Where.", "x-ms-summary": "Region" },
               { "name": "customer", "in": "query", "type": "string", "description": "Who.", "x-ms-summary": "Customer",
                 "x-ms-dynamic-values": { "operationId": "ListCustomers", "value-collection": "value", "value-path": "id", "value-title": "name", "parameters": { "region": { "parameter": "region" } } },
                 "x-ms-dynamic-list": { "operationId": "ListCustomers", "itemsPath": "value", "itemValuePath": "Id", "itemTitlePath": "Name", "parameters": { "region": { "parameterReference": "region" } } } },
               { "name": "folder", "in": "query", "type": "string", "description": "Place.", "x-ms-summary": "Folder",
                 "x-ms-dynamic-tree": { "settings": { "canSelectParentNodes": true, "canSelectLeafNodes": true },
                   "open": { "operationId": "ListFolders", "itemValuePath": "id", "itemTitlePath": "name", "itemIsParent": "folder", "itemsPath": "value", "parameters": {} },
                   "browse": { "operationId": "ListFolders", "itemValuePath": "id", "itemTitlePath": "name", "itemIsParent": "folder", "itemsPath": "value", "parameters": { "parent": { "selectedItemValuePath": "id" } } } } },
               { "name": "body", "in": "body", "schema": { "type": "object", "x-ms-dynamic-schema": { "operationId": "GetSchema", "value-path": "schema" } } } ],
            """;
        const string Region = """ "parameters": [ { "name": "region", "in": "query", "type": "string", "description": "Where.", "x-ms-summary": "Region" } ],""";
        const string Parent = """ "parameters": [ { "name": "parent", "in": "query", "type": "string", "description": "Where.", "x-ms-summary": "Parent" } ],""";
        await PublishAsync($$"""
            { "/orders": { "post": {{Operation("PlaceOrder", Extended)}} }, "/customers": { "get": {{Operation("ListCustomers", Region)}} },
              "/folders": { "get": {{Operation("ListFolders", Parent)}} }, "/schema": { "get": {{Operation("GetSchema")}} } }
            """);

        var (list, customers) = await RunAsync("call", "--choices", "PlaceOrder", "customer", Description);
        var (tree, folders) = await RunAsync("call", "--choices", "PlaceOrder", "folder", Description);
        var (schema, text) = await RunAsync("call", "--choices", "PlaceOrder", "body", Description, "--json");
        var (none, said) = await RunAsync("call", "--choices", "PlaceOrder", "region", Description);

        Assert.Equal((0, 0, 0, 64), (list, tree, schema, none));
        Assert.Equal("c1  Contoso", customers.Trim());
        Assert.Equal(["root     Root", "  child  Child"], folders.TrimEnd().Split('\n').Select(l => l.TrimEnd()));
        Assert.Equal("object", (string?)JsonNode.Parse(text)!["schema"]!["type"]);
        Assert.Contains("error CB9622: ", said, StringComparison.Ordinal);
    }
}
