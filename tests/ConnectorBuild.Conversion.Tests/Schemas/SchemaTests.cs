using System.Text.Json.Nodes;

namespace ConnectorBuild.Conversion.Tests.Schemas;

/// <summary>Every feature of schemas: what is read, what is written, and what is reported as a warning.</summary>
public sealed class SchemaTests
{
    private const string Shapes = """
        {
          "Cat": { "type": "object", "properties": { "kind": { "type": "string", "const": "cat" }, "lives": { "type": "integer" } }, "required": ["kind", "lives"] },
          "Dog": { "type": "object", "properties": { "kind": { "type": "string", "const": "dog" }, "breed": { "type": "string" } }, "required": ["kind"] },
          "Status": { "type": "string", "enum": ["open", "closed"] },
          "Base": { "type": "object", "description": "The base.", "properties": { "id": { "type": "string" } }, "required": ["id"] },
          "Free": { "type": "object", "additionalProperties": true }
        }
        """;

    [Theory]
    [InlineData("""{ "type": "string", "nullable": true }""", """{ "type": "string", "x-nullable": true }""", "")]
    [InlineData("""{ "type": ["string", "null"] }""", """{ "type": "string", "x-nullable": true }""", "")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "type": "null" }] }""", """{ "type": "string", "x-nullable": true }""", "")]
    [InlineData("""{ "oneOf": [{ "nullable": true }, { "$ref": "#/components/schemas/Cat" }] }""", """{ "$ref": "#/definitions/Cat" }""", "")]
    [InlineData("""{ "anyOf": [{ "$ref": "#/components/schemas/Cat" }, { "type": "null" }] }""", """{ "$ref": "#/definitions/Cat" }""", "")]
    [InlineData("""{ "type": "string", "enum": ["a", null], "nullable": true }""", """{ "type": "string", "enum": ["a"], "x-nullable": true }""", "")]
    [InlineData("""{ "enum": ["a", "b", "a"] }""", """{ "type": "string", "enum": ["a", "b"] }""", "")]
    [InlineData("""{ "type": ["string", "boolean"] }""", """{ }""", "CB1629")]
    [InlineData("""{ "type": ["integer", "string"], "format": "int32", "pattern": "^-?(?:0|[1-9]\\d*)$" }""", """{ "type": "integer", "format": "int32" }""", "")]
    [InlineData("""{ "type": ["null", "number", "string"], "format": "double", "pattern": "^-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$" }""", """{ "type": "number", "format": "double", "x-nullable": true }""", "")]
    [InlineData("""{ "format": "int64", "pattern": "^-?(?:0|[1-9]\\d*)$" }""", """{ "type": "integer", "format": "int64" }""", "")]
    [InlineData("""{ "const": "x" }""", """{ "type": "string", "enum": ["x"] }""", "")]
    [InlineData("""{ "type": "integer", "exclusiveMinimum": 3 }""", """{ "type": "integer", "minimum": 3, "exclusiveMinimum": true }""", "")]
    [InlineData("""{ "type": "integer", "minimum": 5, "exclusiveMinimum": 3 }""", """{ "type": "integer", "minimum": 5 }""", "")]
    [InlineData("""{ "type": "integer", "maximum": 5, "exclusiveMaximum": true }""", """{ "type": "integer", "maximum": 5, "exclusiveMaximum": true }""", "")]
    [InlineData("""{ "type": "integer", "exclusiveMaximum": true }""", """{ "type": "integer" }""", "")]
    [InlineData("""{ "type": "string", "contentEncoding": "base64" }""", """{ "type": "string", "format": "byte" }""", "")]
    [InlineData("""{ "type": "string", "contentEncoding": "base64url" }""", """{ "type": "string" }""", "")]
    [InlineData("""{ "type": "string", "examples": ["a", "b"] }""", """{ "type": "string", "example": "a" }""", "")]
    [InlineData("""{ "oneOf": [{ "const": "o", "title": "Open" }, { "const": "c", "title": "Closed" }] }""",
        """{ "type": "string", "enum": ["o", "c"], "x-ms-enum-values": [{ "value": "o", "displayName": "Open" }, { "value": "c", "displayName": "Closed" }] }""", "")]
    [InlineData("""{ "type": "integer", "enum": [0, 1], "x-enumNames": ["Low", "High"] }""",
        """{ "type": "integer", "enum": [0, 1], "x-ms-enum-values": [{ "value": 0, "displayName": "Low" }, { "value": 1, "displayName": "High" }], "x-enumNames": ["Low", "High"] }""", "")]
    [InlineData("""{ "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }] }""",
        """{ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string", "enum": ["cat", "dog"] }, "lives": { "type": "integer" }, "breed": { "type": "string" } } }""", "CB1631")]
    [InlineData("""{ "oneOf": [{ "$ref": "#/components/schemas/Base" }, { "$ref": "#/components/schemas/Free" }], "discriminator": { "propertyName": "kind", "mapping": { "b": "Base", "f": "Free" } } }""",
        """{ "type": "object", "description": "The base.", "properties": { "id": { "type": "string" }, "kind": { "type": "string", "enum": ["b", "f"] } } }""", "CB1631")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "$ref": "#/components/schemas/Cat" }] }""", """{ }""", "CB1631")]
    [InlineData("""{ "anyOf": [{ "type": "integer" }, { "type": "number" }] }""", """{ "type": "number" }""", "CB1631")]
    [InlineData("""{ "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "string" }] }""", """{ "type": "string" }""", "CB1631")]
    [InlineData("""{ "allOf": [{ "$ref": "#/components/schemas/Base" }, { "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] }] }""",
        """{ "type": "object", "description": "The base.", "required": ["id", "name"], "properties": { "id": { "type": "string" }, "name": { "type": "string" } } }""", "")]
    [InlineData("""{ "allOf": [{ "$ref": "#/components/schemas/Status" }], "description": "How it stands.", "nullable": true }""",
        """{ "type": "string", "description": "How it stands.", "enum": ["open", "closed"], "x-nullable": true }""", "")]
    [InlineData("""{ "allOf": [{ "$ref": "#/components/schemas/Base" }], "description": "One." }""", """{ "$ref": "#/definitions/Base" }""", "")]
    [InlineData("""{ "$ref": "#/components/schemas/Base", "x-ms-visibility": "advanced" }""",
        """{ "type": "object", "description": "The base.", "required": ["id"], "properties": { "id": { "type": "string" } }, "x-ms-visibility": "advanced" }""", "")]
    [InlineData("""{ "$ref": "#/components/schemas/Status", "description": "Here." }""", """{ "type": "string", "description": "Here.", "enum": ["open", "closed"] }""", "")]
    [InlineData("""{ "type": "object", "patternProperties": { "^a": { "type": "string" } } }""", """{ "type": "object", "additionalProperties": { "type": "string" } }""", "CB1633")]
    [InlineData("""{ "type": "object", "not": { "required": ["a"] } }""", """{ "type": "object" }""", "CB1633")]
    [InlineData("""{ "type": "array", "prefixItems": [{ "type": "string" }], "items": false }""", """{ "type": "array", "items": { } }""", "CB1633")]
    [InlineData("""{ "type": "object", "dependentRequired": { "a": ["b"] }, "unevaluatedProperties": false, "propertyNames": { "pattern": "a" } }""", """{ "type": "object" }""", "CB1633")]
    [InlineData("""{ "allOf": [{ "type": "string" }, { "type": "integer" }] }""", """{ "type": "integer" }""", "CB1661")]
    [InlineData("""{ "allOf": [{ "type": "object", "additionalProperties": false }, { "type": "object", "additionalProperties": { "type": "string" } }] }""", """{ "type": "object", "additionalProperties": false }""", "")]
    [InlineData("""{ "allOf": [{ "type": "integer" }, { "type": "number" }] }""", """{ "type": "integer" }""", "")]
    [InlineData("""{ "type": "string", "allOf": [{ "type": "object", "properties": {} }] }""", """{ "type": "string", "properties": {} }""", "CB1661")]
    [InlineData("""{ "allOf": [{ "type": "string", "enum": ["a"] }, { "type": "string", "enum": ["b"] }] }""", """{ "type": "string", "enum": ["b"] }""", "CB1661")]
    [InlineData("""{ "allOf": [{ "type": "string", "pattern": "^a" }, { "type": "string", "pattern": "b$" }] }""", """{ "type": "string", "pattern": "b$" }""", "CB1661")]
    [InlineData("""{ "allOf": [{ "type": "string", "minLength": 5, "maxLength": 9 }, { "type": "string", "minLength": 2, "maxLength": 7 }] }""", """{ "type": "string", "minLength": 5, "maxLength": 7 }""", "")]
    [InlineData("""{ "allOf": [{ "type": "object", "properties": { "a": { "type": "string" } } }, { "type": "object", "properties": { "a": { "type": "boolean" } } }] }""",
        """{ "type": "object", "properties": { "a": { "type": "boolean" } } }""", "CB1661")]
    [InlineData("""{ "type": "integer", "enum": ["a", "b"] }""", """{ "type": "integer" }""", "CB1633")]
    [InlineData("""{ "type": "integer", "enum": [1, "b"] }""", """{ "type": "integer", "enum": [1] }""", "CB1633")]
    [InlineData("""{ "type": "string", "enum": ["a", 1, true] }""", """{ "type": "string", "enum": ["a", "1", "true"] }""", "CB1633")]
    [InlineData("""{ "type": "string", "enum": [] }""", """{ "type": "string" }""", "CB1633")]
    [InlineData("""{ "type": "number", "minimum": "1", "maximum": true }""", """{ "type": "number" }""", "CB1633")]
    [InlineData("""{ "additionalProperties": false, "type": "object", "patternProperties": { "^a": { "type": "string" } } }""",
        """{ "type": "object", "additionalProperties": { "type": "string" } }""", "CB1633")]
    [InlineData("""{ "type": "array", "items": { "type": "string" }, "xml": { "nodeType": "element", "name": "n" } }""",
        """{ "type": "array", "items": { "type": "string" }, "xml": { "wrapped": true, "name": "n" } }""", "")]
    [InlineData("""{ "type": "string", "frmat": "date" }""", """{ "type": "string" }""", "CB1648")]
    [InlineData("""{ "type": "string", "default": 1 }""", """{ "type": "string" }""", "CB1635")]
    [InlineData("""{ "type": "string", "default": null }""", """{ "type": "string" }""", "")]
    [InlineData("""{ "type": "object", "required": ["a", "b"], "properties": { "a": { "type": "string", "writeOnly": true, "deprecated": true } } }""",
        """{ "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } } }""", "CB1636")]
    [InlineData("""{ "type": "object", "properties": { "file": { "type": "string", "format": "binary" } } }""", """{ "type": "object", "properties": { "file": { "type": "string" } } }""", "")]
    [InlineData("""{ "type": "array" }""", """{ "type": "array", "items": { } }""", "")]
    [InlineData("""{ "properties": { "a": true } }""", """{ "type": "object", "properties": { "a": { } } }""", "")]
    [InlineData("""{ "type": "file" }""", """{ }""", "CB1633")]
    [InlineData("""{ "$ref": "#/components/schemas/Nothing" }""", """{ }""", "CB1603")]
    [InlineData("""{ "$ref": "https://example.org/schema.json" }""", """{ }""", "CB1604")]
    [InlineData("""{ "$ref": "../outside.json" }""", """{ }""", "CB1604")]
    [InlineData("""{ "$ref": "missing.json" }""", """{ }""", "CB1605")]
    public void Schema_OfAnAnswer_IsWrittenAs(string schema, string expected, string codes)
    {
        var converted = Converted.From(Document.WithSchema(schema, Shapes));

        Assert.Equal(codes, converted.Codes);
        var actual = converted.At("/paths/~1items/get/responses/200/schema");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"{actual}");
    }

    [Fact]
    public void Inheritance_WithADiscriminator_IsFlattenedInBothDirections()
    {
        var converted = Converted.From(Document.WithSchema("""{ "$ref": "#/components/schemas/Pet" }""", """
            {
              "Pet": { "type": "object", "properties": { "kind": { "type": "string" } }, "required": ["kind"], "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
                       "discriminator": { "propertyName": "kind", "mapping": { "cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog" } } },
              "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" }, { "type": "object", "properties": { "friend": { "$ref": "#/components/schemas/Dog" } } }] },
              "Dog": { "allOf": [{ "$ref": "#/components/schemas/Pet" }, { "type": "object", "properties": { "breed": { "type": "string" } } }] }
            }
            """));

        Assert.Equal(["kind", "friend", "breed"], Names(converted.At("/definitions/Pet/properties")));
        Assert.Equal(["kind", "breed"], Names(converted.At("/definitions/Dog/properties")));
        Assert.Null(converted.At("/definitions")!["Cat"]);
        Assert.Equal("""["cat","dog"]""", converted.At("/definitions/Pet/properties/kind/enum")!.ToJsonString());
        Assert.DoesNotContain("CB1607", converted.AllCodes);
    }

    [Fact]
    public void Composition_OfItself_IsReportedAndLeftOut()
    {
        var converted = Converted.From(Document.WithSchema("""{ "$ref": "#/components/schemas/A" }""", """
            { "A": { "allOf": [{ "$ref": "#/components/schemas/B" }, { "properties": { "a": { "type": "string" } } }] }, "B": { "allOf": [{ "$ref": "#/components/schemas/A" }, { "properties": { "b": { "type": "string" } } }] } }
            """));

        Assert.Equal("CB1607", converted.Codes);
        Assert.Equal(["b", "a"], Names(converted.At("/definitions/A/properties")));
    }

    [Fact]
    public void Recursion_ThroughProperties_StaysAReference()
    {
        var converted = Converted.From(Document.WithSchema("""{ "$ref": "#/components/schemas/Node" }""", """
            { "Node": { "type": "object", "properties": { "parent": { "allOf": [{ "$ref": "#/components/schemas/Node" }], "description": "Above." }, "both": { "oneOf": [{ "$ref": "#/components/schemas/Node" }, { "$ref": "#/components/schemas/Leaf" }] } } },
              "Leaf": { "type": "object", "properties": { "node": { "oneOf": [{ "$ref": "#/components/schemas/Node" }, { "$ref": "#/components/schemas/Leaf" }] } } } }
            """));

        Assert.Equal("#/definitions/Node", (string?)converted.At("/definitions/Node/properties/parent/$ref"));
        Assert.Equal(["parent", "both", "node"], Names(converted.At("/definitions/Node/properties/both/properties")));
        Assert.Contains(converted.Result.Losses, l => l.Descriptor.Id == "CB1634");
    }

    [Fact]
    public void Circle_OfRequiredProperties_IsOpened()
    {
        var converted = Converted.From(Document.WithSchema("""{ "$ref": "#/components/schemas/A" }""", """
            { "A": { "type": "object", "required": ["b"], "properties": { "b": { "$ref": "#/components/schemas/B" } } }, "B": { "type": "object", "required": ["a", "c"], "properties": { "a": { "$ref": "#/components/schemas/A" }, "c": { "type": "string" } } } }
            """));

        Assert.Equal("CB1637", converted.Codes);
        Assert.Equal("""["c"]""", converted.At("/definitions/B/required")!.ToJsonString());
    }

    [Fact]
    public void Definitions_ThatNothingNeeds_AreLeftOutAndTheOthersKeepTheirOrder()
    {
        var converted = Converted.From(Document.WithSchema("""{ "$ref": "#/components/schemas/C" }""", """
            { "A": { "type": "string" }, "B": { "type": "object", "properties": { "c": { "type": "string" } } }, "Unused": { "$ref": "#/components/schemas/A" }, "C": { "type": "object", "properties": { "b": { "$ref": "#/components/schemas/B" }, "alias": { "$ref": "#/components/schemas/Alias" } } }, "Alias": { "$ref": "#/components/schemas/B" } }
            """));

        Assert.Equal(["B", "C"], Names(converted.At("/definitions")));
        Assert.Equal("#/definitions/B", (string?)converted.At("/definitions/C/properties/alias/$ref"));
    }

    private static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(p => p.Key);
}
