using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectorBuild.Conversion.Tests;

/// <summary>
/// Any API, written in OpenAPI 3.0 and in 3.1, gives the same bytes; and neither what nothing uses nor the order of members changes what is said.
/// </summary>
public sealed class AnyVersionTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(200);

    private static readonly string[] References = ["#/components/schemas/A", "#/components/schemas/B"];

    [Fact]
    public void Versions_OfAnyApi_GiveTheSameBytes() =>
        Prop.ForAll(Pairs().ToArbitrary(), p => Converted.From(With(p.Older, "3.0.4")).Text == Converted.From(With(p.Newer, "3.1.1")).Text).Check(Quick);

    [Fact]
    public void Components_ThatNothingUses_ChangeNothing() =>
        Prop.ForAll(Pairs().ToArbitrary(), p =>
        {
            var document = JsonNode.Parse(With(p.Newer, "3.1.1"))!;
            var before = Converted.From(document.ToJsonString()).Text;
            document["components"]!["schemas"]!["Unused"] = p.Newer.DeepClone();
            document["components"]!["responses"] = new JsonObject { ["Unused"] = new JsonObject { ["description"] = "" } };
            return Converted.From(document.ToJsonString()).Text == before;
        }).Check(Quick);

    [Fact]
    public void Members_InAnotherOrder_SayTheSame() =>
        Prop.ForAll(Pairs().ToArbitrary(), p =>
        {
            var document = JsonNode.Parse(With(p.Older, "3.0.4"))!;
            return JsonNode.DeepEquals(Converted.From(document.ToJsonString()).Json, Converted.From(Reversed(document)!.ToJsonString()).Json);
        }).Check(Quick);

    private static string With(JsonNode schema, string version) => Document.With($$"""
        {
          "/items/{id}": {
            "post": {
              "operationId": "Post",
              "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
              "requestBody": { "content": { "application/json": { "schema": {{schema.ToJsonString()}} } } },
              "responses": { "200": { "description": "OK", "content": { "application/json": { "schema": { "type": "array", "items": {{schema.ToJsonString()}} } } } } }
            }
          }
        }
        """, """{ "schemas": { "A": { "type": "object", "properties": { "a": { "type": "string" } } }, "B": { "type": "string", "enum": ["x", "y"] } } }""", version);

    private static Gen<(JsonNode Older, JsonNode Newer)> Pairs() => Pair(3);

    // Each is a way to say one thing in both versions.
    private static Gen<(JsonNode Older, JsonNode Newer)> Pair(int depth)
    {
        var plain =
            from shape in Gen.Choose(0, 9)
            from number in Gen.Choose(0, 9)
            select Plain(shape, number);
        if (depth == 0)
        {
            return plain;
        }

        var composed =
            from first in Pair(depth - 1)
            from second in Pair(depth - 1)
            from shape in Gen.Choose(0, 4)
            select Composed(shape, first, second);
        return Gen.Frequency<(JsonNode, JsonNode)>((2, plain), (3, composed));
    }

    private static (JsonNode Older, JsonNode Newer) Plain(int shape, int number) => shape switch
    {
        0 => Both("""{ "type": "string", "nullable": true }""", """{ "type": ["string", "null"] }"""),
        1 => Both($$"""{ "type": "integer", "minimum": {{number}}, "exclusiveMinimum": true }""", $$"""{ "type": "integer", "exclusiveMinimum": {{number}} }"""),
        2 => Both($$"""{ "type": "number", "maximum": {{number}}, "exclusiveMaximum": true }""", $$"""{ "type": "number", "exclusiveMaximum": {{number}} }"""),
        3 => Both("""{ "type": "string", "format": "byte" }""", """{ "type": "string", "contentEncoding": "base64" }"""),
        4 => Both($$"""{ "type": "string", "enum": ["v{{number}}"] }""", $$"""{ "type": "string", "const": "v{{number}}" }"""),
        5 => Both($$"""{ "type": "string", "example": "e{{number}}" }""", $$"""{ "type": "string", "examples": ["e{{number}}"] }"""),
        6 => Both("""{ "type": "string", "enum": ["a", null], "nullable": true }""", """{ "type": ["string", "null"], "enum": ["a", null] }"""),
        7 => Both("""{ "format": "int64", "pattern": "^-?(?:0|[1-9]\\d*)$" }""", """{ "type": ["integer", "string"], "format": "int64", "pattern": "^-?(?:0|[1-9]\\d*)$" }"""),
        8 => Both(
            $$"""{ "nullable": true, "allOf": [{ "$ref": "{{References[number % 2]}}" }] }""", $$"""{ "oneOf": [{ "$ref": "{{References[number % 2]}}" }, { "type": "null" }] }"""),
        _ => Both($$"""{ "$ref": "{{References[number % 2]}}" }""", $$"""{ "$ref": "{{References[number % 2]}}" }"""),
    };

    private static (JsonNode Older, JsonNode Newer) Composed(int shape, (JsonNode Older, JsonNode Newer) first, (JsonNode Older, JsonNode Newer) second) =>
        (Composed(shape, first.Older, second.Older), Composed(shape, first.Newer, second.Newer));

    private static JsonObject Composed(int shape, JsonNode first, JsonNode second) => shape switch
    {
        0 => new() { ["type"] = "object", ["required"] = new JsonArray("one"), ["properties"] = new JsonObject { ["one"] = first.DeepClone(), ["two"] = second.DeepClone() } },
        1 => new() { ["type"] = "array", ["items"] = first.DeepClone() },
        2 => new() { ["type"] = "object", ["additionalProperties"] = first.DeepClone() },
        3 => new()
        {
            ["oneOf"] = new JsonArray(
                new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["one"] = first.DeepClone() } },
                new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["two"] = second.DeepClone() } }),
        },
        _ => new()
        {
            ["allOf"] = new JsonArray(
                new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["one"] = first.DeepClone() } },
                new JsonObject { ["$ref"] = References[0] }),
            ["description"] = "D",
        },
    };

    private static (JsonNode, JsonNode) Both(string older, string newer) => (JsonNode.Parse(older)!, JsonNode.Parse(newer)!);

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Reverse().Select(p => KeyValuePair.Create(p.Key, Reversed(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Reversed)]),
        _ => node?.DeepClone(),
    };
}
