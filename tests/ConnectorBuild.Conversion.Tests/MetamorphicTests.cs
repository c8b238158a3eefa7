using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Conversion.Tests;

/// <summary>Documents that mean the same give the same definition.</summary>
public sealed class MetamorphicTests
{
    private const string Paths = """
        {
          "/orders/{id}": {
            "get": {
              "operationId": "GetOrder", "summary": "Get order",
              "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }, { "name": "kind", "in": "query", "schema": KIND }],
              "responses": { "200": { "description": "OK", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } } } }
            },
            "post": {
              "operationId": "PostOrder",
              "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
              "requestBody": { "content": { "application/octet-stream": { "schema": BINARY } } },
              "responses": { "204": { "description": "Done" } }
            }
          }
        }
        """;

    private const string Older = """
        { "schemas": { "Order": { "type": "object", "required": ["id"], "properties": {
            "id": { "type": "integer", "format": "int32", "minimum": 0, "exclusiveMinimum": true },
            "note": { "type": "string", "nullable": true, "example": "n" },
            "customer": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/Customer" }] },
            "amount": { "pattern": "^-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$", "format": "double" },
            "state": { "type": "string", "enum": ["one"] },
            "data": { "type": "string", "format": "byte" } } },
          "Customer": { "type": "object", "properties": { "name": { "type": "string" } } } } }
        """;

    private const string Newer = """
        { "schemas": { "Order": { "type": "object", "required": ["id"], "properties": {
            "id": { "type": "integer", "format": "int32", "exclusiveMinimum": 0 },
            "note": { "type": ["string", "null"], "examples": ["n"] },
            "customer": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Customer" }] },
            "amount": { "type": ["number", "string"], "pattern": "^-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$", "format": "double" },
            "state": { "const": "one" },
            "data": { "type": "string", "contentEncoding": "base64" } } },
          "Customer": { "type": "object", "properties": { "name": { "type": "string" } } } } }
        """;

    [Fact]
    public void Versions_OfOneApi_GiveTheSameBytes()
    {
        var older = Document.With(Fill("""{ "type": "string", "nullable": true }""", """{ "type": "string", "format": "binary" }"""), Older, "3.0.4");
        var newer = Document.With(Fill("""{ "type": ["string", "null"] }""", """{ "type": "string", "contentMediaType": "application/octet-stream" }"""), Newer, "3.1.1");

        Assert.Equal(Converted.From(older).Text, Converted.From(newer).Text);
        Assert.Equal(Converted.From(newer).Text, Converted.From(newer.Replace("3.1.1", "3.2.0", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public void Json_AndYaml_GiveTheSameBytes()
    {
        var json = Document.With(Fill("""{ "type": "string" }""", "{}"), Newer);

        Assert.Equal(Converted.From(json).Text, Converted.From(Yaml(JsonNode.Parse(json)!), "openapi.yaml").Text);
    }

    [Fact]
    public void Conversion_OfTheSameDocument_GivesTheSameBytes()
    {
        var document = Document.With(Fill("{}", "{}"), Newer);

        Assert.Equal(Converted.From(document).Text, Converted.From(document).Text);
    }

    [Fact]
    public void Components_ThatNothingUses_ChangeNothing()
    {
        var document = Document.With(Fill("{}", "{}"), Newer);
        var more = document.Replace("\"schemas\": {", """
            "parameters": { "Unused": { "name": "u", "in": "query", "schema": { "type": "string" } } }, "schemas": { "Zero": { "oneOf": [{ "$ref": "#/components/schemas/Order" }, { "type": "object" }] },
            """, StringComparison.Ordinal);

        Assert.Equal(Converted.From(document).Text, Converted.From(more).Text);
    }

    [Fact]
    public void Keywords_InAnotherOrder_ChangeNothing()
    {
        var document = JsonNode.Parse(Document.With(Fill("""{ "type": "string", "nullable": true }""", """{ "type": "string", "format": "binary" }"""), Older, "3.0.4"))!;

        Assert.True(JsonNode.DeepEquals(Converted.From(document.ToJsonString()).Json, Converted.From(Reversed(document)!.ToJsonString()).Json));
    }

    private static string Fill(string kind, string binary) =>
        Paths.Replace("KIND", kind, StringComparison.Ordinal).Replace("BINARY", binary, StringComparison.Ordinal);

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Reverse().Select(p => KeyValuePair.Create(p.Key, Reversed(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    private static string Yaml(JsonNode node, string indent = "") => node switch
    {
        JsonObject { Count: > 0 } o => string.Concat(o.Select(p => $"\n{indent}{JsonSerializer.Serialize(p.Key)}:{Yaml(p.Value!, indent + "  ")}")),
        JsonArray { Count: > 0 } a => string.Concat(a.Select(i => $"\n{indent}-{Yaml(i!, indent + "  ")}")),
        _ => " " + node.ToJsonString(),
    };
}
