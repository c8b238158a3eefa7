using System.Text.Json.Nodes;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What was changed in an environment comes into a project of OpenAPI 3 as an overlay; the document is never written.</summary>
public sealed class DownloadOverlayTests : EditedConnectorRun
{
    private const string Source = """
        openapi: 3.1.0
        info: { title: Azure Resource Manager, description: Keeps the orders of Contoso in one place., version: "1.0" }
        servers: [{ url: https://orders.contoso.com }]
        paths:
          /orders:
            parameters:
              - $ref: "#/components/parameters/Region"
            get:
              operationId: GetOrders
              summary: List orders
              parameters:
                - { name: state, in: query, description: The state., schema: { type: string, enum: [open, closed] } }
                - { name: top, in: query, schema: { type: integer, format: int32 } }
              responses:
                "200": { description: OK, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Order" } } } } }
            post:
              operationId: PostOrder
              summary: Create an order
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
              responses: { "201": { description: Created } }
          /orders/{id}:
            delete:
              operationId: DeleteOrder
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
              responses: { "204": { description: Deleted } }
        components:
          parameters:
            Region: { name: region, in: header, schema: { type: string } }
          schemas:
            Order:
              allOf:
                - { type: object, properties: { id: { type: integer, format: int64 }, note: { type: [string, "null"] } } }
                - { type: object, properties: { state: { type: string } } }
        """;

    public DownloadOverlayTests()
    {
        File.Delete(At("apiDefinition.swagger.json"));
        Write("openapi.yaml", Source);
        DescribeWith();
    }

    private string Overlay => At("download.overlay.yaml");

    private void DescribeWith(params string[] overlays) =>
        Describe(p => p with { DefinitionFile = At("openapi.yaml"), Overlays = [.. overlays.Select(At)] });

    /// <summary>Changes the definition that is deployed.</summary>
    private async Task EditDefinitionAsync(Action<JsonNode> change)
    {
        var (exit, output) = await RunAsync("convert", At("openapi.yaml"), "--output", At("converted.json"));
        Assert.True(exit == 0, output);
        var definition = JsonNode.Parse(Read("converted.json"))!;
        change(definition);
        await EditAsync(("openapidefinition", definition.ToJsonString()));
    }

    private static void Change(JsonNode definition)
    {
        var paths = definition["paths"]!;
        var get = paths["/orders"]!["get"]!;
        get["summary"] = "List the orders";
        get["x-ms-visibility"] = "important";
        var state = Parameter(get, "state");
        state["description"] = "The order's state.";
        state["enum"] = new JsonArray("open", "sent", "closed");
        state["x-ms-summary"] = "State: 'yes'";
        get["parameters"]!.AsArray().Remove(Parameter(get, "top"));
        get["parameters"]!.AsArray().Add(JsonNode.Parse("""{ "name": "since", "in": "query", "type": "string", "format": "date-time", "x-ms-visibility": "advanced" }""")!);
        get["responses"]!["404"] = JsonNode.Parse("""{ "description": "Nothing there" }""");
        var properties = definition["definitions"]!["Order"]!["properties"]!;
        properties["id"]!["x-ms-summary"] = "Number";
        properties["lines"] = JsonNode.Parse("""{ "type": "array", "items": { "$ref": "#/definitions/Line" } }""");
        properties["state"]!["maxLength"] = 20;
        definition["definitions"]!["Line"] = JsonNode.Parse("""{ "type": "object", "properties": { "product": { "type": "string" } } }""");
        paths.AsObject().Remove("/orders/{id}");
        paths["/lines"] = JsonNode.Parse("""
            { "put": { "operationId": "PutLine", "consumes": ["application/json"], "produces": ["application/json"],
              "parameters": [{ "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Line" } }],
              "responses": { "200": { "description": "OK", "schema": { "$ref": "#/definitions/Line" } } } } }
            """);
    }

    private static JsonObject Parameter(JsonNode operation, string name) =>
        operation["parameters"]!.AsArray().OfType<JsonObject>().Single(p => (string?)p["name"] == name);

    [Fact]
    public async Task Download_OpenApiProject_ShowsTheOverlayAndWritesNothingWithoutForce()
    {
        await SucceedAsync("deploy", Description);
        Assert.Contains("the files are as the environment is", await SucceedAsync("download", Description), StringComparison.Ordinal);
        await EditDefinitionAsync(d => d["paths"]!["/orders"]!["get"]!["summary"] = "List the orders");

        var shown = await SucceedAsync("download", Description);

        Assert.Contains("'List the orders'", shown, StringComparison.Ordinal);
        Assert.Contains($"  would write {Overlay}; --force does", shown, StringComparison.Ordinal);
        Assert.Contains("target: \"$.paths['/orders'].get\"", shown, StringComparison.Ordinal);
        Assert.Contains("warning CB6309", shown, StringComparison.Ordinal);
        Assert.False(File.Exists(Overlay));
        Assert.Equal(Source, Read("openapi.yaml"));
    }

    [Fact]
    public async Task Download_OverlayThatTheProjectApplies_LeavesNoDifference()
    {
        await SucceedAsync("deploy", Description);
        await EditDefinitionAsync(Change);

        var written = await SucceedAsync("download", Description, "--force");

        Assert.Contains("<ConnectorOverlay Include=\"download.overlay.yaml\" />", written, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot say everything", written, StringComparison.Ordinal);
        Assert.Equal(Source, Read("openapi.yaml"));
        DescribeWith("download.overlay.yaml");
        var after = await SucceedAsync("download", Description);
        Assert.Contains("the files are as the environment is", after, StringComparison.Ordinal);
        Assert.DoesNotContain("CB6309", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_Again_AddsToTheOverlayThatTheProjectApplies()
    {
        await SucceedAsync("deploy", Description);
        await EditDefinitionAsync(d => d["paths"]!["/orders"]!["get"]!["summary"] = "First");
        await SucceedAsync("download", Description, "--force");
        DescribeWith("download.overlay.yaml");
        await EditDefinitionAsync(d =>
        {
            d["paths"]!["/orders"]!["get"]!["summary"] = "First";
            d["paths"]!["/orders"]!["post"]!["summary"] = "Second";
        });

        await SucceedAsync("download", Description, "--force");

        var overlay = Read("download.overlay.yaml");
        Assert.Contains("First", overlay, StringComparison.Ordinal);
        Assert.Contains("Second", overlay, StringComparison.Ordinal);
        Assert.Contains("the files are as the environment is", await SucceedAsync("download", Description), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_OfADocumentThatSaysTheSignIn_WritesNoProperties()
    {
        File.Delete(At("apiProperties.json"));
        Write("openapi.yaml", Source + "\n" + """
              securitySchemes:
                aad:
                  type: oauth2
                  flows:
                    authorizationCode:
                      authorizationUrl: https://login.microsoftonline.com/common/oauth2/v2.0/authorize
                      tokenUrl: https://login.microsoftonline.com/common/oauth2/v2.0/token
                      scopes: { https://graph.microsoft.com/User.Read: Read }
            """.ReplaceLineEndings("\n") + "\nsecurity: [{ aad: [https://graph.microsoft.com/User.Read] }]\n");
        Describe(p => p with { DefinitionFile = At("openapi.yaml"), PropertiesFile = null });
        await SucceedAsync("deploy", Description);
        var same = await SucceedAsync("download", Description);
        Assert.True(same.Contains("the files are as the environment is", StringComparison.Ordinal), same);
        await EditDefinitionAsync(d => d["paths"]!["/orders"]!["get"]!["summary"] = "List the orders");

        await SucceedAsync("download", Description, "--force");

        Assert.True(File.Exists(Overlay));
        Assert.False(File.Exists(At("apiProperties.json")), File.Exists(At("apiProperties.json")) ? Read("apiProperties.json") : "");
    }

    [Fact]
    public async Task Download_WhatAnOverlayCannotSay_IsNamed()
    {
        await SucceedAsync("deploy", Description);
        await EditDefinitionAsync(d =>
        {
            d["host"] = "other.contoso.com";
            d["paths"]!["/orders"]!["get"]!["summary"] = "List the orders";
        });

        var shown = await SucceedAsync("download", Description, "--force");

        Assert.Contains("An overlay cannot say everything", shown, StringComparison.Ordinal);
        Assert.Contains("other.contoso.com", shown, StringComparison.Ordinal);
        Assert.True(File.Exists(Overlay));
    }

    [Theory]
    [InlineData("Solution")]
    [InlineData("Direct")]
    public async Task Download_WithAPatch_KeepsWhatThePatchSaysInThePatch(string route)
    {
        Write("apiDefinition.local.json", """{"host":"local.contoso.com"}""");
        Describe(p => p with { DefinitionFile = At("openapi.yaml"), Environments = [new DeploymentEnvironment { Name = "local", Route = route }] });
        await SucceedAsync("deploy", Description);
        await EditDefinitionAsync(d =>
        {
            d["host"] = "new.contoso.com";
            d["paths"]!["/orders"]!["get"]!["summary"] = "List the orders";
        });

        await SucceedAsync("download", Description, "--force");

        Assert.Contains("new.contoso.com", Read("apiDefinition.local.json"), StringComparison.Ordinal);
        Assert.Equal(route == "Solution", File.Exists(Overlay));
        Assert.Equal(route == "Direct", Read("apiDefinition.local.json").Contains("List the orders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PlanAndDrift_OfAnOpenApiProject_NameTheSourcesPlace()
    {
        await SucceedAsync("deploy", Description);
        Write(
            "openapi.yaml",
            Source.Replace("summary: Create an order", "summary: Make an order", StringComparison.Ordinal)
                .Replace(
                    "{ name: top, in: query, schema: { type: integer, format: int32 } }",
                    "{ name: top, in: query, schema: { type: string } }", StringComparison.Ordinal));

        var plan = await SucceedAsync("plan", Description);
        Assert.Contains("'Make an order' [openapi.yaml:16:5]", plan, StringComparison.Ordinal);
        Assert.Matches(@"! operation 'GetOrders' .*\[openapi\.yaml:8:5\]", plan);

        Write("openapi.yaml", Source);
        await EditDefinitionAsync(d => d["paths"]!["/orders"]!["get"]!["summary"] = "List the orders");
        var (_, drift) = await RunAsync("plan", Description);
        Assert.Matches(@"drift .*'List the orders' \[openapi\.yaml:8:5\]", drift);
    }
}
