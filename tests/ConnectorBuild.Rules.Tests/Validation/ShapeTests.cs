using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Parts of the document that are something else than they must be: nothing that such a part should hold goes missing in silence.</summary>
public sealed class ShapeTests
{
    private const string Paths = """
        "paths": { "/items": { "get": { "operationId": "GetItems", "responses": { "200": { "description": "OK" } } } } }
        """;

    [Theory]
    [InlineData("""{ "/items": 5 }""", "5")]
    [InlineData("""{ "/items": { "put": 5 } }""", "5")]
    [InlineData("""{ "/items": { "put": "x" } }""", "\"x\"")]
    [InlineData("""{ "/items": { "put": [] } }""", "\"put\"")]
    [InlineData("""{ "/items": { "parameters": 5 } }""", "5")]
    [InlineData("""{ "/items": { "parameters": [5] } }""", "5")]
    [InlineData("""{ "/items": { "x-ms-notification-content": 5 } }""", "5")]
    [InlineData("""{ "/items": { "get": { "parameters": {} } } }""", "\"parameters\"")]
    [InlineData("""{ "/items": { "get": { "parameters": [5] } } }""", "5")]
    [InlineData("""{ "/items": { "get": { "tags": "x" } } }""", "\"x\"")]
    [InlineData("""{ "/items": { "get": { "consumes": "x" } } }""", "\"x\"")]
    [InlineData("""{ "/items": { "get": { "produces": [5] } } }""", "5")]
    [InlineData("""{ "/items": { "get": { "security": {} } } }""", "\"security\"")]
    [InlineData("""{ "/items": { "get": { "responses": { "200": "OK" } } } }""", "\"OK\"")]
    [InlineData("""{ "/items": { "get": { "responses": { "200": { "schema": 5 } } } } }""", "5")]
    [InlineData("""{ "/items": { "get": { "responses": { "200": { "headers": [] } } } } }""", "\"headers\"")]
    [InlineData("""{ "/items": { "get": { "responses": { "200": { "headers": { "a": 5 } } } } } }""", "5")]
    [InlineData("""{ "/items": { "get": { "responses": { "200": { "examples": 5 } } } } }""", "5")]
    public void PartOfAPath_OfAnotherShape_IsAnErrorAtTheSpot(string paths, string spot) =>
        AssertReported($$"""{ "swagger": "2.0", "paths": {{paths}} }""", spot);

    [Theory]
    [InlineData("definitions", "5", "5")]
    [InlineData("definitions", """{ "Item": [] }""", "\"Item\"")]
    [InlineData("parameters", "[]", "\"parameters\"")]
    [InlineData("parameters", """{ "p": 7 }""", "7")]
    [InlineData("responses", "[]", "\"responses\"")]
    [InlineData("responses", """{ "r": true }""", "true")]
    [InlineData("tags", "{}", "\"tags\"")]
    [InlineData("tags", """["x"]""", "\"x\"")]
    [InlineData("security", "{}", "\"security\"")]
    [InlineData("consumes", "\"x\"", "\"x\"")]
    [InlineData("produces", "[7]", "7")]
    public void SectionOfTheRoot_OfAnotherShape_IsAnErrorAtTheSpot(string section, string value, string spot) =>
        AssertReported($$"""{ "swagger": "2.0", "{{section}}": {{value}}, {{Paths}} }""", spot);

    [Theory]
    [InlineData("\"definitions\": { \"Item\": {} }, \"tags\": [{ \"name\": \"x\" }], \"consumes\": [\"application/json\"], \"security\": []")]
    [InlineData("\"definitions\": null, \"tags\": null, \"parameters\": null")]
    public void Sections_OfTheirShapeOrNull_AreFine(string sections) =>
        Assert.DoesNotContain(Validate($$"""{ "swagger": "2.0", {{sections}}, {{Paths}} }"""), d => d.Id == "CB1112");

    [Theory]
    [InlineData("externalDocs", "\"http://x\"")]
    [InlineData("info", "\"MIT\"")]
    public void DetailsOfTheRoot_ThatAreNoObjects_AreErrorsAtTheSpot(string member, string spot) => AssertReported(
        member == "info" ? $$"""{ "swagger": "2.0", "info": { "license": {{spot}} }, {{Paths}} }""" : $$"""{ "swagger": "2.0", "{{member}}": {{spot}}, {{Paths}} }""", spot);

    [Theory]
    [InlineData("""{ "allOf": {  } }""", "\"allOf\"")]
    [InlineData("""{ "allOf": [] }""", "\"allOf\"")]
    [InlineData("""{ "allOf": [7] }""", "7")]
    [InlineData("""{ "additionalProperties": "false" }""", "\"false\"")]
    [InlineData("""{ "additionalProperties": [] }""", "\"additionalProperties\"")]
    [InlineData("""{ "xml": 7 }""", "7")]
    [InlineData("""{ "externalDocs": "x" }""", "\"x\"")]
    public void PartOfASchema_OfAnotherShape_IsAnErrorAtTheSpot(string schema, string spot) =>
        AssertReported($$"""{ "swagger": "2.0", "definitions": { "Item": {{schema}} }, {{Paths}} }""", spot, "CB1406");

    [Theory]
    [InlineData("\"description\": 7", "7")]
    [InlineData("\"x-ms-summary\": [\"x\"]", "\"x-ms-summary\"")]
    [InlineData("\"required\": \"true\"", "\"true\"")]
    [InlineData("\"minimum\": \"5\"", "\"5\"")]
    [InlineData("\"maximum\": true", "true")]
    [InlineData("\"multipleOf\": \"2\"", "\"2\"")]
    [InlineData("\"minimum\": 4, \"exclusiveMinimum\": 1", "1")]
    [InlineData("\"uniqueItems\": \"no\"", "\"no\"")]
    [InlineData("\"allowEmptyValue\": \"false\"", "\"false\"")]
    [InlineData("\"format\": 64", "64")]
    public void MemberOfAParameter_OfAnotherType_IsAnErrorAtTheSpot(string member, string spot) => AssertReported(
        $$"""{ "swagger": "2.0", "parameters": { "p": { "name": "p", "in": "query", "type": "integer", {{member}} } }, {{Paths}} }""", spot, "CB1114");

    [Theory]
    [InlineData("\"definitions\": { \"Item\": { \"title\": 7 } }", "7")]
    [InlineData("\"definitions\": { \"Item\": { \"properties\": { \"a\": { \"readOnly\": \"true\" } } } }", "\"true\"")]
    [InlineData("\"responses\": { \"r\": { \"description\": \"\", \"headers\": { \"h\": { \"type\": \"string\", \"description\": 7 } } } }", "7")]
    [InlineData("\"parameters\": { \"p\": { \"name\": \"p\", \"in\": \"body\", \"required\": 7, \"schema\": {} } }", "7")]
    [InlineData("\"parameters\": { \"p\": { \"name\": \"p\", \"in\": \"body\", \"description\": 7, \"schema\": {} } }", "7")]
    [InlineData("\"tags\": [{ \"name\": 7 }]", "7")]
    [InlineData("\"info\": { \"termsOfService\": 7 }", "7")]
    [InlineData("\"info\": { \"contact\": { \"email\": 7 } }", "7")]
    [InlineData("\"info\": { \"license\": { \"name\": 7 } }", "7")]
    public void MemberElsewhere_OfAnotherType_IsAnErrorAtTheSpot(string section, string spot) =>
        AssertReported($$"""{ "swagger": "2.0", {{section}}, {{Paths}} }""", spot, "CB1114");

    [Theory]
    [InlineData("\"summary\": 7", "7")]
    [InlineData("\"description\": 7", "7")]
    [InlineData("\"deprecated\": \"true\"", "\"true\"")]
    [InlineData("\"schemes\": [7]", "7")]
    public void MemberOfAnOperation_OfAnotherType_IsAnErrorAtTheSpot(string member, string spot) =>
        AssertReported($$"""{ "swagger": "2.0", "paths": { "/items": { "get": { {{member}} } } } }""", spot, "CB1114");

    [Theory]
    [InlineData("\"minimum\": null, \"description\": null, \"required\": null")]
    [InlineData("\"minimum\": -1.5, \"maximum\": 2e3, \"exclusiveMaximum\": false, \"uniqueItems\": true, \"required\": false, \"format\": \"int32\"")]
    [InlineData("\"exclusiveMinimum\": 5")]
    public void MembersOfTheirTypeOrNull_AreNotOfAnotherType(string members) => Assert.DoesNotContain(
        Validate($$"""{ "swagger": "2.0", "parameters": { "p": { "name": "p", "in": "query", "type": "integer", {{members}} } }, {{Paths}} }"""), d => d.Id == "CB1114");

    [Theory]
    [InlineData("""{ "$ref": "#/definitions/Item" }""", true)]
    [InlineData("""{ "description": "No type." }""", true)]
    [InlineData("""{ "schema": { "type": "string" } }""", true)]
    [InlineData("""{ "type": "string" }""", false)]
    public void Header_WithoutType_IsAnErrorAtItsName(string header, bool isReported)
    {
        var definition = $$"""{ "swagger": "2.0", "responses": { "r": { "description": "", "headers": { "ETag": {{header}} } } }, {{Paths}} }""";

        if (isReported)
        {
            AssertReported(definition, "\"ETag\"", "CB1115");
        }
        else
        {
            Assert.DoesNotContain(Validate(definition), d => d.Id == "CB1115");
        }
    }

    [Theory]
    [InlineData("/items/{id}/{id}", 1)]
    [InlineData("/items/{id}/{Id}", 0)]
    public void Path_WithAVariableTwice_IsAnError(string path, int count) =>
        Assert.Equal(count, Validate($$"""{ "swagger": "2.0", "paths": { "{{path}}": {} } }""").Count(d => d.Id == "CB1203" && d.Message.Contains("twice", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"multipleOf\": -7", "-7")]
    [InlineData("\"maxProperties\": -1", "-1")]
    [InlineData("\"minProperties\": 3, \"maxProperties\": 2", "3")]
    public void Constraint_ThatNothingMeets_IsAWarningAtTheSpot(string members, string spot) =>
        AssertReported($$"""{ "swagger": "2.0", "definitions": { "Item": { {{members}} } }, {{Paths}} }""", spot, "CB1311", DiagnosticSeverity.Warning);

    private static void AssertReported(string definition, string spot, string code = "CB1112", DiagnosticSeverity severity = DiagnosticSeverity.Error)
    {
        var found = Assert.Single(Validate(definition), d => d.Id == code);

        var column = definition.IndexOf(spot, StringComparison.Ordinal) + 1;
        Assert.Equal(severity, found.Severity);
        Assert.Equal(new SourceLocation("apiDefinition.swagger.json", 1, column, 1, column + spot.Length), found.Location);
    }

    private static IReadOnlyList<Diagnostic> Validate(string definition)
    {
        using var connector = new TestConnector(definition);
        return connector.Validate().Diagnostics;
    }
}
