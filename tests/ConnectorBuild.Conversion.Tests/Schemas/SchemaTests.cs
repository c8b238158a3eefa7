using System.Text.Json.Nodes;

namespace ConnectorBuild.Conversion.Tests.Schemas;

/// <summary>Every feature of schemas: what is read, what is written, and what is reported as a warning.</summary>
public sealed class SchemaTests
{
    private const string Shapes = """
        {
          "Cat": { "type": "object", "properties": { "kind": { "type": "string", "const": "cat" }, "lives": { "type": "integer" } }, "required": ["kind", "lives"] },
          "Dog": { "type": "object", "properties": { "kind": { "type": "string", "const": "dog" }, "breed": { "type": "string" } }, "required": ["kind"] },
          "OnlyNull": { "enum": [null] },
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
    [InlineData("""{ "oneOf": [{ "$ref": "#/components/schemas/Base" }, { "type": "object", "properties": { "at": { } } }], "discriminator": { "propertyName": "kind" } }""",
        """{ "type": "object", "description": "The base.", "properties": { "id": { "type": "string" }, "at": { } } }""", "CB1631")]
    [InlineData("""{ "anyOf": [{ "$ref": "#/components/schemas/Base" }, { "type": "object", "nullable": true }] }""",
        """{ "type": "object", "description": "The base.", "x-nullable": true, "properties": { "id": { "type": "string" } } }""", "CB1631")]
    [InlineData("""{ "anyOf": [{ "type": "string", "format": "date" }, { "type": "string" }, { "type": "string", "nullable": true }] }""", """{ "type": "string", "x-nullable": true }""", "CB1631")]
    [InlineData("""{ "oneOf": [{ "properties": { "a": { "type": "string" } } }, { "properties": { "a": { "type": ["string", "null"] } } }] }""",
        """{ "type": "object", "properties": { "a": { "type": "string", "x-nullable": true } } }""", "CB1631")]
    [InlineData("""{ "oneOf": [{ "properties": { "a": { "type": "integer" } } }, { "properties": { "b": { } } }, { "properties": { "a": { "type": "number" } } }] }""",
        """{ "type": "object", "properties": { "a": { "type": "number" }, "b": { } } }""", "CB1631")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "$ref": "#/components/schemas/Cat" }] }""", """{ }""", "CB1631")]
    [InlineData("""{ "pattern": "^-?(?:0|[1-9]\\d*)$", "anyOf": [{ "type": "integer" }, { "type": "string" }], "format": "int32" }""", """{ "type": "integer", "format": "int32" }""", "")]
    [InlineData("""{ "anyOf": [{ "type": "null" }, { "type": "string" }, { "type": "number" }], "format": "double" }""", """{ "type": "number", "format": "double", "x-nullable": true }""", "")]
    [InlineData("""{ "anyOf": [{ "type": "integer", "minimum": 1 }, { "type": "string" }], "format": "int32" }""", """{ "type": "integer", "format": "int32" }""", "CB1631")]
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
    [InlineData("""{ "type": "string", "allOf": [{ "type": "object", "properties": {} }] }""", """{ "type": "string" }""", "CB1661")]
    [InlineData("""{ "allOf": [{ "type": "string", "maxLength": 3 }, { "properties": { "a": { "type": "string" } } }] }""", """{ "type": "object", "properties": { "a": { "type": "string" } } }""", "CB1661")]
    [InlineData("""{ "allOf": [{ "type": "string", "default": "a" }, { "type": "string", "default": "b" }] }""", """{ "type": "string", "default": "b" }""", "CB1661")]
    [InlineData("""{ "allOf": [{ "type": "string", "default": "a" }, { "description": "One." }] }""", """{ "type": "string", "description": "One.", "default": "a" }""", "")]
    [InlineData("""{ "allOf": [{ "type": "string", "default": "a" }, { "maxLength": 3 }], "default": "b" }""", """{ "type": "string", "default": "b", "maxLength": 3 }""", "")]
    [InlineData("""{ "allOf": [{ "type": "string", "nullable": true }, { "nullable": true }] }""", """{ "type": "string", "x-nullable": true }""", "")]
    [InlineData("""{ "allOf": [{ "type": "string", "nullable": true }, { "maxLength": 3 }] }""", """{ "type": "string", "maxLength": 3 }""", "")]
    [InlineData("""{ "allOf": [{ "properties": { "a": { "type": "string", "default": "x" } } }, { "properties": { "a": { "type": "string", "minLength": 4 } } }, { "properties": { "a": { "maxLength": 2 } } }] }""",
        """{ "type": "object", "properties": { "a": { "type": "string", "default": "x" } } }""", "CB1633")]
    [InlineData("""{ "allOf": [{ "type": ["string", "integer"] }, { "type": ["integer", "boolean"] }] }""", """{ "type": "integer" }""", "")]
    [InlineData("""{ "type": ["string", "boolean"], "enum": ["a", "b"] }""", """{ "type": "string", "enum": ["a", "b"] }""", "")]
    [InlineData("""{ "type": ["object", "array"], "properties": { "a": { "type": "string" } } }""", """{ "type": "object", "properties": { "a": { "type": "string" } } }""", "CB1629")]
    [InlineData("""{ "type": [] }""", """{ }""", "CB1633")]
    [InlineData("""{ "type": ["string", "date"] }""", """{ "type": "string" }""", "CB1633")]
    [InlineData("""{ "type": "null" }""", """{ }""", "CB1633")]
    [InlineData("""{ "const": null }""", """{ }""", "CB1633")]
    [InlineData("""{ "enum": [null] }""", """{ }""", "CB1633")]
    [InlineData("""{ "type": "array", "items": false }""", """{ "type": "array", "items": { } }""", "CB1633")]
    [InlineData("""{ "oneOf": [{ "$ref": "#/components/schemas/Status" }, { "$ref": "#/components/schemas/OnlyNull" }] }""", """{ "$ref": "#/definitions/Status" }""", "")]
    [InlineData("""{ "type": "string", "minLength": -1, "maxLength": 1.5, "pattern": "[" }""", """{ "type": "string" }""", "CB1633")]
    [InlineData("""{ "type": "array", "items": { "type": "number", "multipleOf": 0 }, "minItems": 3, "maxItems": 2 }""", """{ "type": "array", "items": { "type": "number" } }""", "CB1633")]
    [InlineData("""{ "type": "object", "minProperties": -1, "maxProperties": 1e2 }""", """{ "type": "object", "maxProperties": 1e2 }""", "CB1633")]
    [InlineData("""{ "type": "number", "minimum": 3, "exclusiveMaximum": 2 }""", """{ "type": "number" }""", "CB1633")]
    [InlineData("""{ "type": "string", "pattern": "^\\p{L}(?<!a)$" }""", """{ "type": "string", "pattern": "^\\p{L}(?<!a)$" }""", "")]
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
    [InlineData("""{ "type": "integer", "enum": [1, "b"], "x-ms-enum-values": [{ "value": 1, "displayName": "One" }, { "value": "b", "displayName": "B" }] }""", """{ "type": "integer", "enum": [1], "x-ms-enum-values": [{ "value": 1, "displayName": "One" }] }""", "CB1633 CB1647")]
    [InlineData("""{ "allOf": [{ "enum": ["a"] }], "oneOf": [{ "const": "a", "title": "A" }, { "const": "b", "title": "B" }] }""", """{ "type": "string", "enum": ["a"], "x-ms-enum-values": [{ "value": "a", "displayName": "A" }] }""", "CB1647")]
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

    [Theory]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "type": "boolean" }] }""", "CB1631", "so the choice is left out and allows any value")]
    [InlineData("""{ "type": "string", "anyOf": [{ "type": "string", "format": "date" }, { "type": "string", "format": "date-time" }] }""", "CB1631", "so it becomes one value of the type string")]
    [InlineData("""{ "properties": { "a": { "type": "string" } }, "anyOf": [{ "type": "string" }, { "type": "object" }] }""", "CB1631", "so the properties around it stay")]
    [InlineData("""{ "type": "string", "anyOf": [{ "type": "string" }, { "type": "integer" }] }""", "CB1631", "so the type string beside it stays, and the choice is left out")]
    [InlineData("""{ "oneOf": [{ "type": "object", "properties": { "a": { }, "b": { } } }, { "properties": { "b": { }, "c": { }, "d": { }, "e": { } } }] }""", "CB1631", "one of 'object with a, b', 'object with b, c, d ...'")]
    [InlineData("""{ "oneOf": [{ "type": "array", "items": { "type": "string" } }, { "type": "array", "items": { "$ref": "#/components/schemas/Cat" } }, { "type": "array" }] }""", "CB1631", "one of 'array of string', 'array of Cat', 'array',")]
    [InlineData("""{ "oneOf": [{ "type": "string", "format": "date" }, { "type": "string", "const": "never", "pattern": "n" }, { "type": "string" }] }""", "CB1631", "one of 'string (date)', '\"never\"', 'string',")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "type": "string", "enum": ["a", "b", "c", "d"] }, { "type": "integer", "enum": [1, 2] }] }""", "CB1631", "one of 'string', 'string of a, b, c ...', 'integer of 1, 2',")]
    [InlineData("""{ "properties": { "a": { }, "b": { } }, "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] }""", "CB1631", "one of 'requires a', 'requires b'")]
    [InlineData("""{ "type": ["object", "array"], "properties": { } }""", "CB1629", "so it is of the type object")]
    [InlineData("""{ "allOf": [{ "type": "string" }, { "type": "object", "properties": { } }] }""", "CB1661", "the part with 'object' is written, and the other is left out")]
    [InlineData("""{ "type": "string", "$anchor": "here" }""", "CB1638", "has no '$anchor'")]
    [InlineData("""{ "oneOf": [{ "const": "a", "description": "D" }, { "const": "b" }] }""", "CB1638", "A value of an \"enum\" has no description")]
    [InlineData("""{ "allOf": [{ "type": "object", "properties": { }, "example": { } }, { "properties": { } }] }""", "CB1638", "is not a value of the whole")]
    [InlineData("""{ "allOf": [{ "properties": { "a": { "$ref": "#/components/schemas/Base" } } }, { "properties": { "a": { "$ref": "#/components/schemas/Cat" } } }] }""", "CB1638", "'#/definitions/Cat' is written")]
    public void Schema_ThatLosesSomething_SaysWhat(string schema, string code, string expected) =>
        Assert.Contains(expected, Converted.From(Document.WithSchema(schema, Shapes)).The(code).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "type": "string", "minLength": -1 }""", "'minLength' counts something but is -1")]
    [InlineData("""{ "type": "number", "multipleOf": 0 }""", "No number is a multiple of 0")]
    [InlineData("""{ "type": "string", "pattern": "[" }""", "is not a regular expression")]
    [InlineData("""{ "type": "string", "minLength": 3, "maxLength": 2 }""", "larger than 'maxLength', 2, so no value is valid, so both are left out")]
    public void Constraint_ThatThePlatformRefuses_IsReportedAtItsPlace(string schema, string expected)
    {
        var lost = Converted.From(Document.WithSchema(schema)).The("CB1633");

        Assert.Contains(expected, lost.Message, StringComparison.Ordinal);
        Assert.Matches("/schema/[a-zA-Z]+$", lost.Pointer);
    }

    [Fact]
    public void Aliases_OfAliases_AreFollowedHoweverMany()
    {
        var chain = string.Join(",", Enumerable.Range(0, 3_000).Select(i => $$"""  "S{{i}}": { "$ref": "#/components/schemas/S{{i + 1}}" } """));
        var converted = Converted.From(Document.WithOperation(
            """ "parameters": [{ "name": "q", "in": "query", "schema": { "$ref": "#/components/schemas/S0" } }], "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/S1" } } } } } """,
            $$"""{ "schemas": { {{chain}}, "S3000": { "type": "integer" } } }"""));

        Assert.Equal("", converted.Codes);
        Assert.Equal("integer", (string?)converted.At("/paths/~1items/get/parameters/0/type"));
        Assert.Equal("#/definitions/S3000", (string?)converted.At("/paths/~1items/get/responses/200/schema/$ref"));
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
