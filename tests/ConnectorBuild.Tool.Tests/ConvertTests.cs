using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Tests;

/// <summary><c>dotnet connector convert</c>.</summary>
public sealed class ConvertTests : ToolRun
{
    private const string Definition = """
        openapi: 3.0.3
        info: { title: Items, version: "1.0" }
        servers: [{ url: https://api.fabrikam.com }]
        paths:
          /items:
            get:
              operationId: GetItems
              tags: [items]
              parameters: [{ name: sid, in: cookie, schema: { type: string } }]
              responses: { "200": { description: OK } }
          /admin:
            get: { operationId: Admin, tags: [admin], responses: { "200": { description: OK } } }
        components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
        """;

    [Fact]
    public async Task Convert_WithLosses_WritesTheDefinitionAndSaysWhatIsLost()
    {
        Write("openapi.yaml", Definition);

        var (exit, output) = await RunAsync(
            "convert", At("openapi.yaml"), "-o", At("out.json"), "--report", At("report.md"), "--properties", At("properties.json"),
            "--drop", "tag=adm*");

        Assert.Equal(0, exit);
        Assert.Contains("(9,28): warning CB1617: ", output, StringComparison.Ordinal);
        Assert.Equal("/items", Assert.Single(JsonNode.Parse(Read("out.json"))!["paths"]!.AsObject()).Key);
        Assert.Contains("| CB1617 |", Read("report.md"), StringComparison.Ordinal);
        Assert.Equal("securestring", (string?)JsonNode.Parse(Read("properties.json"))!["properties"]!["connectionParameters"]!["api_key"]!["type"]);
    }

    [Theory]
    [InlineData(1, "--fail-on-loss")]
    [InlineData(0, "--keep", "path=/items", "--server", "https://other.fabrikam.com")]
    [InlineData(1, "--keep", "tag=nothing")]
    [InlineData(64, "--keep", "colour=red")]
    [InlineData(64, "--keep", "tag=a,tag=b")]
    public async Task Convert_WithOptions_Exits(int expected, params string[] options)
    {
        Write("openapi.yaml", Definition);

        var (exit, output) = await RunAsync(["convert", At("openapi.yaml"), .. options]);

        Assert.True(exit == expected, output);
    }

    [Fact]
    public async Task Convert_OfSwagger2_WritesItAsItIs()
    {
        var (exit, output) = await RunAsync("convert", At("apiDefinition.swagger.json"), "-o", At("out.json"));

        Assert.Equal(0, exit);
        Assert.Contains("info CB1659", output, StringComparison.Ordinal);
        Assert.Equal(Read("apiDefinition.swagger.json"), Read("out.json"));
    }

    [Theory]
    [InlineData("""{ "swaggerVersion": "1.2" }""", "CB1601")]
    [InlineData("""{ "openapi": "4.0.0" }""", "CB1601")]
    [InlineData("""{ "openapi": "3.1.0", "info": { "title": "a", "version": "1" } }""", "CB1602")]
    [InlineData("""{ "openapi": 3.0, "paths": {} }""", "(1,14): error CB1601: The version 3.0 is a number")]
    [InlineData("""{ "openapi": "4.0.0", "paths": {} }""", "offer the document in the version 3.2 or 3.1")]
    [InlineData("""{ "swaggerVersion": "1.2" }""", "(1,21): error CB1601: The document is of the Swagger version")]
    [InlineData("""{ "openapi": "3.1.0", "info": { "title": "a", "version": "1" }, "paths": { "/a": { "get": { "responses": {} } } } }""", "dotnet connector convert by --server")]
    [InlineData("[1]", "CB1011")]
    [InlineData("{", "CB1001")]
    public async Task Convert_OfSomethingElse_FailsWithACode(string text, string code)
    {
        Write("other.json", text);

        var (exit, output) = await RunAsync("convert", At("other.json"));

        Assert.Equal(1, exit);
        Assert.Contains(code, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_OfADocumentThatEndsTooSoon_DoesNotMissItsPaths()
    {
        Write("other.json", """{ "openapi": "3.1.0", "info": { "title": "a", "version": "1" }, "paths": {""");

        var (exit, output) = await RunAsync("convert", At("other.json"));

        Assert.Equal(1, exit);
        Assert.Contains("CB1001", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CB1602", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_OfADocumentWithAByteOrderMark_LosesNothing()
    {
        Write("openapi.yaml", "\uFEFF" + Definition.Replace("parameters: [{ name: sid, in: cookie, schema: { type: string } }]", "deprecated: true", StringComparison.Ordinal));

        var (exit, output) = await RunAsync("convert", At("openapi.yaml"), "--fail-on-loss", "-o", At("out.json"));

        Assert.True(exit == 0, output);
        Assert.DoesNotContain("CB1004", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_OfSchemasThatTheSecondReaderDoesNotKnow_HasNoFindingOfIt()
    {
        Write("openapi.yaml", """
            openapi: 3.1.0
            info: { title: Items, version: "1.0" }
            servers: [{ url: https://api.fabrikam.com }]
            paths:
              /items:
                get:
                  operationId: GetItems
                  responses:
                    "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } }
            components:
              schemas:
                Item:
                  type: object
                  $defs: { id: { type: string } }
                  properties: { id: { $ref: "#/components/schemas/Item/$defs/id" }, any: true, inner: { type: object, properties: { any: true, none: false } }, list: { type: array, items: true } }
            """);

        Assert.DoesNotContain("CB1660", (await RunAsync("convert", At("openapi.yaml"), "-o", At("out.json"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_OfADocumentWithHttp_BuildsOnceItsLineIsFilledIn()
    {
        Write("source/openapi.yaml", Definition.Replace("https://", "http://", StringComparison.Ordinal));
        await RunAsync("adopt", At("source/openapi.yaml"), "--output", At("adopted"), "--prefix", "contoso", "--solution", "Items");

        // As MSBuild describes the project; the SDK that the project names is not on every machine.
        Describe(p => p with
        {
            ProjectDirectory = At("adopted"),
            DefinitionFile = At("adopted/openapi.json"),
            PropertiesFile = At("adopted/apiProperties.json"),
            Overlays = [At("adopted/server.overlay.yaml")],
        });

        var (unfilled, said) = await RunAsync("validate", Description);
        Write("adopted/server.overlay.yaml", Read("adopted/server.overlay.yaml").Replace("https://\"", "https://api.fabrikam.com\"", StringComparison.Ordinal));
        var (filled, output) = await RunAsync("validate", Description);

        Assert.Equal(1, unfilled);
        Assert.Contains("CB1608", said, StringComparison.Ordinal);
        Assert.True(filled == 0, output);
        Assert.DoesNotContain("CB1610", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_WhatASecondReaderFinds_IsAnInfoAtOurPlace()
    {
        Write(
            "openapi.yaml",
            Definition.Replace("responses: { \"200\": { description: OK } } }", "responses: { \"200\": {} } }", StringComparison.Ordinal));

        var (exit, output) = await RunAsync("convert", At("openapi.yaml"), "-o", At("out.json"));

        Assert.Equal(0, exit);
        Assert.Matches(@"openapi\.yaml\(12,\d+\): info CB1660: .*description", output);
        Write("openapi.yaml", Definition);
        Assert.DoesNotContain("CB1660", (await RunAsync("convert", At("openapi.yaml"), "-o", At("out.json"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_WhatWasReportedAlreadyOrThePlatformTakes_IsNoSecondFinding()
    {
        Write("openapi.yaml", """
            openapi: 3.2.0
            info: { title: Items, version: "1.0" }
            servers: [{ url: https://api.fabrikam.com }]
            paths:
              /items:
                get: { operationId: A, parameters: [{ name: q, in: query, schema: { type: string, isArray: true } }, { name: r, in: query, schema: { type: "" } }], responses: { "200": { summary: Fine } } }
              /v1/{name=projects/*}:
                get: { operationId: B, parameters: [{ name: name, in: path, required: true, schema: { type: string } }], responses: { "200": { summary: Fine } } }
              /a/{id}:
                get: { operationId: C, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { "200": { summary: Fine } } }
              /a/{name}:
                put: { operationId: D, parameters: [{ name: name, in: path, required: true, schema: { type: string } }], responses: { "200": { summary: Fine } } }
            """);

        var (exit, output) = await RunAsync("convert", At("openapi.yaml"), "-o", At("out.json"));

        Assert.Equal(0, exit);
        Assert.Contains("CB1648", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CB1660", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_ReferenceToALinkOutOfTheFolder_IsSaidAsThat()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        Write("elsewhere/item.json", """{ "type": "object" }""");
        Directory.CreateDirectory(At("api"));
        File.CreateSymbolicLink(At("api/item.json"), At("elsewhere/item.json"));
        Write("api/openapi.yaml", Definition.Replace("{ description: OK }", "{ description: OK, content: { application/json: { schema: { $ref: item.json } } } }", StringComparison.Ordinal));

        var (exit, output) = await RunAsync("convert", At("api/openapi.yaml"), "-o", At("out.json"));

        Assert.Equal(1, exit);
        Assert.Contains("error CB1604: The reference \"item.json\" leads out of the project by a link", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CB1605", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_WhatASecondReaderNamesInItsText_IsAtThatPlace()
    {
        Write(
            "openapi.yaml",
            Definition.Replace("{ description: OK }", "{ description: OK, links: { next: { operationId: Admin, odd: 1 } } }", StringComparison.Ordinal));

        var (exit, output) = await RunAsync("convert", At("openapi.yaml"), "-o", At("out.json"));

        Assert.Equal(0, exit);
        Assert.Contains("info CB1660", output, StringComparison.Ordinal);
        Assert.DoesNotContain("openapi.yaml(1,1): info CB1660", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "--overlay", "one.yaml", "--overlay", "two.yaml")]
    [InlineData(64, "--overlay", "one.yaml", "two.yaml")]
    public async Task Convert_WithTwoOverlays_TakesOneAnOption(int expected, params string[] options)
    {
        Write("openapi.yaml", Definition);
        foreach (var name in (string[])["one", "two"])
        {
            Write($"{name}.yaml", $$"""
                overlay: 1.0.0
                info: { title: Connector, version: "1" }
                actions: [{ target: $.info, update: { x-{{name}}: true } }]
                """);
        }

        var (exit, output) = await RunAsync(
            ["convert", At("openapi.yaml"), "-o", At("out.json"), .. options.Select(o => o.EndsWith(".yaml", StringComparison.Ordinal) ? At(o) : o)]);

        Assert.True(exit == expected, output);
        Assert.Equal(exit == 0, File.Exists(At("out.json")) && Read("out.json").Contains("x-two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_OfAFolderWithTwoBases_IsTheErrorOfABuild()
    {
        Write("both/openapi.yaml", Definition);
        Write("both/apiDefinition.json", Read("apiDefinition.swagger.json"));

        var (exit, output) = await RunAsync("validate", At("both"));

        Assert.Equal(1, exit);
        Assert.Contains("error CB6111", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CB6111", (await RunAsync("validate", At("both/openapi.yaml"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_WithoutPrefixOrServer_NamesTheFile()
    {
        Write("source/items.yaml", Definition.Replace("servers: [{ url: https://api.fabrikam.com }]", "", StringComparison.Ordinal));

        var (_, refused) = await RunAsync("adopt", At("source/items.yaml"), "--output", At("adopted"));
        var (_, adopted) = await RunAsync("adopt", At("source/items.yaml"), "--output", At("adopted"), "--prefix", "contoso");

        Assert.Matches("error CB6308: .*items\\.yaml does not say", refused);
        Assert.Matches("items\\.yaml: warning CB6313: .*items\\.yaml names no server", adopted);
    }

    [Fact]
    public async Task Convert_OfManyReferencesToReferences_DoesNotAskTheSecondReader()
    {
        var aliases = string.Join("\n", Enumerable.Range(0, 5_000).Select(i => $"    S{i}: {{ $ref: '#/components/schemas/S{i + 1}' }}"));
        Write(
            "openapi.yaml",
            Definition.Replace(
                "components: {", "components:\n  x-more: {",
                StringComparison.Ordinal) + $"\n  schemas:\n{aliases}\n    S5000: {{ type: string }}\n");

        var (exit, output) = await RunAsync("convert", At("openapi.yaml"), "-o", At("out.json"));

        Assert.True(exit == 0, output);
    }

    [Fact]
    public async Task Adopt_OfAnOpenApiDocument_MakesAProjectThatValidates()
    {
        Write("source/openapi.yaml", Definition);

        var (exit, output) = await RunAsync(
            "adopt", At("source/openapi.yaml"), "--output", At("adopted"), "--prefix", "contoso", "--solution", "Items");

        Assert.True(exit == 0, output);
        Assert.True(File.Exists(At("adopted/openapi.json")), output);
        Assert.Equal(0, (await RunAsync("validate", At("adopted/openapi.json"))).Exit);
    }

    [Theory]
    [InlineData("--keep", "tag=x")]
    [InlineData("--drop", "path=/a")]
    [InlineData("--server", "https://orders.contoso.com")]
    public async Task Convert_ChoicesForSwagger2_AreRefusedAndNothingIsWritten(string option, string value)
    {
        var (exit, said) = await RunAsync("convert", At("apiDefinition.swagger.json"), "-o", At("chosen.json"), option, value);

        Assert.Equal(1, exit);
        Assert.Contains("error CB1659", said, StringComparison.Ordinal);
        Assert.False(File.Exists(At("chosen.json")));
    }
}
