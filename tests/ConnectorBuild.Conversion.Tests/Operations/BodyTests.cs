using System.Text.Json.Nodes;

namespace ConnectorBuild.Conversion.Tests.Operations;

/// <summary>Bodies, forms and files.</summary>
public sealed class BodyTests
{
    private const string Item = """{ "schemas": { "Item": { "type": "object", "properties": { "id": { "type": "string" } } }, "File": { "type": "string", "format": "binary", "title": "The file", "description": "F" } } }""";

    [Theory]
    [InlineData("""{ "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } }""", """["application/json"]""",
        """[{ "name": "body", "in": "body", "schema": { "$ref": "#/definitions/Item" } }]""", "")]
    [InlineData("""{ "application/json": { "schema": { "$ref": "#/components/schemas/Item" } }, "text/json": { "schema": { "$ref": "#/components/schemas/Item" } }, "application/*+json": { "schema": { "$ref": "#/components/schemas/Item" } } }""",
        """["application/json", "text/json"]""", """[{ "name": "body", "in": "body", "schema": { "$ref": "#/definitions/Item" } }]""", "")]
    [InlineData("""{ "application/xml": { "schema": { "type": "string" } }, "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } }""", """["application/json"]""",
        """[{ "name": "body", "in": "body", "schema": { "$ref": "#/definitions/Item" } }]""", "CB1623")]
    [InlineData("""{ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } }""", """["application/octet-stream"]""",
        """[{ "name": "body", "in": "body", "schema": { "type": "string", "format": "binary" } }]""", "")]
    [InlineData("""{ "image/png": { } }""", """["image/png"]""", """[{ "name": "body", "in": "body", "schema": { "type": "string", "format": "binary" } }]""", "")]
    [InlineData("""{ "*/*": { "schema": { "type": "string" } } }""", """["application/json"]""", """[{ "name": "body", "in": "body", "schema": { "type": "string" } }]""", "")]
    [InlineData("""{ "application/x-www-form-urlencoded": { "schema": { "type": "object", "required": ["a"], "properties": { "a": { "type": "string" }, "o": { "type": "object", "properties": { "x": { "type": "string" } } } } } } }""",
        """["application/x-www-form-urlencoded"]""", """[{ "name": "a", "in": "formData", "required": true, "type": "string" }, { "name": "o", "in": "formData", "type": "string" }]""", "CB1619")]
    [InlineData("""{ "multipart/form-data": { "schema": { "type": "object", "properties": { "f": { "type": "string", "format": "binary", "description": "F" }, "n": { "type": "integer" } } } } }""",
        """["multipart/form-data"]""", """[{ "name": "f", "in": "formData", "description": "F", "type": "file" }, { "name": "n", "in": "formData", "type": "integer" }]""", "")]
    [InlineData("""{ "multipart/form-data": { "schema": { "type": "object", "properties": { "f": { "type": "string", "contentMediaType": "application/octet-stream" } } }, "encoding": { "f": { "contentType": "image/png" } } } }""",
        """["multipart/form-data"]""", """[{ "name": "f", "in": "formData", "type": "file" }]""", "CB1625")]
    [InlineData("""{ "multipart/form-data": { "schema": { "type": "object", "properties": { "files": { "type": "array", "items": { "type": "string", "format": "binary" } } } } } }""",
        """["multipart/form-data"]""", """[{ "name": "files", "in": "formData", "type": "file" }]""", "CB1624")]
    [InlineData("""{ "multipart/form-data": { "schema": { "type": "object", "properties": { "größe": { "type": "string" }, "b": { "type": "string" } } } } }""",
        """["multipart/form-data"]""", """[{ "name": "b", "in": "formData", "type": "string" }]""", "CB1624")]
    [InlineData("""{ "application/x-www-form-urlencoded": { "schema": { "type": "object", "properties": { "f": { "type": "string", "format": "binary" } } } } }""",
        """["application/x-www-form-urlencoded"]""", """[{ "name": "f", "in": "formData", "type": "string" }]""", "CB1624")]
    [InlineData("""{ "application/x-www-form-urlencoded": { "schema": { "type": "object", "properties": { "f": { "$ref": "#/components/schemas/File" } } } }, "multipart/form-data": { "schema": { "type": "object", "properties": { "f": { "$ref": "#/components/schemas/File" } } } } }""",
        """["multipart/form-data"]""", """[{ "name": "f", "in": "formData", "type": "file", "description": "F", "x-ms-summary": "The file" }]""", "")]
    [InlineData("""{ "multipart/form-data": { "schema": { "type": "object", "minProperties": 1, "x-more": 1, "properties": { "f": { "allOf": [{ "$ref": "#/components/schemas/File" }], "maxLength": 9 }, "m": { "enum": ["a", 1] } } } } }""",
        """["multipart/form-data"]""", """[{ "name": "f", "in": "formData", "type": "file", "description": "F", "x-ms-summary": "The file" }, { "name": "m", "in": "formData", "type": "string", "enum": ["a", "1"] }]""", "CB1633 CB1647")]
    [InlineData("""{ "application/problem+json": { "schema": { "type": "string" } }, "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } }""", """["application/json"]""",
        """[{ "name": "body", "in": "body", "schema": { "$ref": "#/definitions/Item" } }]""", "CB1623")]
    public void Body_OfEachContentType_IsWrittenAs(string content, string consumes, string parameters, string codes)
    {
        var converted = Converted.From(Document.WithBody(content, Item));

        Assert.Equal(codes, converted.Codes);
        var operation = converted.At("/paths/~1items/post")!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(consumes), operation["consumes"]), $"{operation["consumes"]}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(parameters), operation["parameters"]), $"{operation["parameters"]}");
    }

    [Fact]
    public void Body_WithNameDescriptionAndExample_KeepsThem()
    {
        var converted = Converted.From(Document.WithOperation("""
            "parameters": [{ "name": "body", "in": "query", "schema": { "type": "string" } }],
            "requestBody": { "description": "The item.", "required": true, "x-ms-requestBody-name": "item", "content": { "application/json": { "schema": { "type": "object" }, "examples": { "one": { "value": { "a": 1 } } } } } },
            "responses": { "204": { "description": "" } }
            """, method: "post"));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "name": "item", "in": "body", "description": "The item.", "required": true, "schema": { "type": "object" }, "x-example": { "a": 1 } }"""), converted.At("/paths/~1items/post/parameters/1")));
    }

    [Fact]
    public void Form_WithoutFields_OfAGet_IsNoBody()
    {
        var converted = Converted.From(Document.WithOperation(
            """ "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": { "properties": {} } } } }, "responses": { "204": { "description": "" } } """));

        Assert.DoesNotContain("CB1662", converted.AllCodes);
        Assert.Null(converted.At("/paths/~1items/get")!["consumes"]);
    }

    [Theory]
    [InlineData(""" "readOnly": true """, "", "has 'readOnly'")]
    [InlineData(""" "externalDocs": { "url": "https://docs.fabrikam.com" } """, "", "has 'externalDocs'")]
    [InlineData(""" "title": "T", "x-ms-summary": "S" """, "", "has 'title'")]
    [InlineData("", """ "title": "Upload" """, "has no 'title' of the whole")]
    [InlineData("", """ "externalDocs": { "url": "https://docs.fabrikam.com" } """, "has no 'externalDocs' of the whole")]
    public void Form_ThatLosesADetail_SaysWhich(string ofField, string ofForm, string expected)
    {
        var converted = Converted.From(Document.WithBody(
            $$"""{ "multipart/form-data": { "schema": { "type": "object", "properties": { "a": { "type": "string"{{(ofField.Length > 0 ? "," : "")}}{{ofField}} } }{{(ofForm.Length > 0 ? "," : "")}}{{ofForm}} } } }"""));

        Assert.Contains(expected, converted.The("CB1638").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "required": ["a"], """, false)]
    [InlineData("", true)]
    public void Form_ThatIsRequired_IsReportedUnlessAFieldIsRequired(string required, bool isReported)
    {
        var converted = Converted.From(Document.WithOperation(
            $$""" "requestBody": { "required": true, "content": { "multipart/form-data": { "schema": { "type": "object", {{required}} "properties": { "a": { "type": "string" } } } } } }, "responses": { "204": { "description": "" } } """,
            method: "post"));

        Assert.Equal(isReported, converted.AllCodes.Contains("CB1638"));
    }
}
