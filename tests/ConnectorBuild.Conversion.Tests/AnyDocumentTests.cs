using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectorBuild.Conversion.Tests;

/// <summary>
/// What holds for every document: what is written passes the rules (which <see cref="Converted.From"/> asserts), and losses are at places
/// in the document.
/// </summary>
public sealed class AnyDocumentTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly string[] References = ["#/components/schemas/A", "#/components/schemas/B", "#/components/schemas/C", "#/components/schemas/Missing"];
    private static readonly string[] Scalars = ["string", "integer", "number", "boolean", "null", "object", "array", "file"];

    [Fact]
    public void Definition_OfAnySchemas_PassesTheRules() =>
        Prop.ForAll(Schemas().ToArbitrary(), s => Holds(Document.With("""
            {
              "/items/{id}": {
                "post": { "operationId": "Post", "parameters": [{ "name": "id", "in": "path", "schema": A }, { "name": "q", "in": "query", "schema": B }, { "name": "d", "in": "query", "style": "deepObject", "schema": C }],
                  "requestBody": { "content": { "application/json": { "schema": A } } }, "responses": { "200": { "description": "", "headers": { "H": { "schema": B } }, "content": { "application/json": { "schema": C } } } } },
                "put": { "operationId": "Put", "requestBody": { "content": { "multipart/form-data": { "schema": B } } }, "responses": { "2XX": { "content": { "image/png": { "schema": A } } }, "default": { "content": { "*/*": { "schema": B } } } } }
              }
            }
            """.Replace("A }", $"{s.A} }}", StringComparison.Ordinal).Replace("B }", $"{s.B} }}", StringComparison.Ordinal).Replace("C }", $"{s.C} }}", StringComparison.Ordinal),
            $$"""{ "schemas": { "A": {{s.A}}, "B": {{s.B}}, "C": {{s.C}} } }""")))
            .Check(Quick);

    [Fact]
    public void Definition_OfAnyPathAndParameter_PassesTheRules() =>
        Prop.ForAll(PathsAndParameters().ToArbitrary(), p => Holds(Document.With($$"""
            { {{string.Join(",", p.Select((x, i) => $$"""  "{{x.Path}}{{new string('_', i)}}": { "get": { {{(i % 2 == 0 ? $"\"operationId\": \"Op{i % 4}\"," : "")}} "parameters": [{{x.Parameter}}], "responses": { "{{x.Code}}": { } } } } """))}} }
            """)))
            .Check(Quick);

    private static bool Holds(string document)
    {
        var converted = Converted.From(document);
        return converted.Result.Losses.All(l => l.At.Exists || l.Location is not null)
            && (converted.Result.Definition is not null || converted.Result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            && (converted.Result.Definition is null || Converted.From(document).Text == converted.Text);
    }

    private static Gen<(string A, string B, string C)> Schemas() =>
        from a in Schema(3)
        from b in Schema(3)
        from c in Schema(3)
        select (a.ToJsonString(), b.ToJsonString(), c.ToJsonString());

    private static Gen<JsonNode> Schema(int depth)
    {
        var reference = Gen.Elements(References).Select(JsonNode (r) => new JsonObject { ["$ref"] = r });
        var scalar =
            from type in Gen.Elements(Scalars)
            from other in Gen.Elements(Scalars)
            from shape in Gen.Choose(0, 9)
            select (JsonNode)Scalar(type, other, shape);
        return depth == 0 ? Gen.OneOf<JsonNode>(reference, scalar) : Gen.Frequency<JsonNode>((2, reference), (3, scalar), (4, Composite(depth - 1)));
    }

    private static Gen<JsonNode> Composite(int depth) =>
        from first in Schema(depth)
        from second in Schema(depth)
        from keyword in Gen.Elements(
            "allOf", "oneOf", "anyOf", "properties", "items", "additionalProperties", "not", "prefixItems", "patternProperties")
        from beside in Gen.Choose(0, 5)
        select Composite(keyword, first, second, beside);

    private static JsonNode Composite(string keyword, JsonNode first, JsonNode second, int beside)
    {
        JsonNode content = keyword switch
        {
            "properties" or "patternProperties" => new JsonObject { ["id"] = first.DeepClone(), ["x y"] = second.DeepClone() },
            "allOf" or "oneOf" or "anyOf" or "prefixItems" => new JsonArray(first.DeepClone(), second.DeepClone()),
            _ => first.DeepClone(),
        };
        var schema = new JsonObject { [keyword] = content };
        switch (beside)
        {
            case 0:
                schema["required"] = new JsonArray("id", "missing", "id");
                break;
            case 1:
                schema["nullable"] = true;
                schema["description"] = "D";
                schema["x-ms-visibility"] = "advanced";
                break;
            case 2:
                schema["discriminator"] = new JsonObject { ["propertyName"] = "id", ["mapping"] = new JsonObject { ["a"] = "A" } };
                break;
            case 3:
                schema["default"] = new JsonObject();
                schema["type"] = new JsonArray("object", "null");
                break;
        }

        return schema;
    }

    private static JsonObject Scalar(string type, string other, int shape) => shape switch
    {
        0 => new() { ["type"] = new JsonArray(type, other) },
        1 => new() { ["type"] = type, ["enum"] = new JsonArray("a", null, 1) },
        2 => new() { ["const"] = other, ["title"] = type },
        3 => new() { ["type"] = type, ["default"] = 1, ["minimum"] = 5, ["exclusiveMaximum"] = 3 },
        4 => new() { ["type"] = type, ["default"] = other, ["format"] = "binary" },
        5 => new() { ["type"] = type, ["nullable"] = true, ["required"] = true, ["unknown"] = 1 },
        6 => new() { ["enum"] = new JsonArray() },
        7 => [],
        8 => new() { ["type"] = "array", ["uniqueItems"] = "x", ["minItems"] = "1", ["xml"] = 1 },
        _ => new() { ["type"] = type, ["exclusiveMinimum"] = true, ["pattern"] = 1, ["readOnly"] = "yes", ["description"] = 5 },
    };

    private static Gen<List<(string Path, string Parameter, string Code)>> PathsAndParameters() =>
        (from path in Gen.Elements(
            "/a", "/A", "/a/{id}", "/a/{other}", "/{id}/{id}", "a", "/a?b", "/{id:int}", "/{connectionId}", "/a/{", "/}", "/{}", "/x/*",
            "//", "/a#b")
         from name in Gen.Elements("id", "other", "connectionId", "q", "Accept", "a b", "")
         from location in Gen.Elements("path", "query", "header", "cookie", "body", "formData", "querystring")
         from style in Gen.Elements(
             "", "\"style\": \"deepObject\",", "\"style\": \"matrix\",", "\"explode\": true,", "\"required\": \"yes\",",
             "\"required\": true,", "\"description\": 5,")
         from code in Gen.Elements("200", "2XX", "default", "ok", "99", "5xx")
         select (path, $$"""{ "name": "{{name}}", "in": "{{location}}", {{style}} "schema": { "type": "array", "items": { "type": "array" } } }""", code)).ListOf(4).Select(l => l.ToList());
}
