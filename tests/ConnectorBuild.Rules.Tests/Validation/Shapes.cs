namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Parts of the document that are something else than they must be: nothing that such a part should hold goes missing in silence.</summary>
public sealed class Shapes
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

    private static void AssertReported(string definition, string spot)
    {
        var found = Assert.Single(Validate(definition), d => d.Id == "CB1112");

        var column = definition.IndexOf(spot, StringComparison.Ordinal) + 1;
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal(new SourceLocation("apiDefinition.swagger.json", 1, column, 1, column + spot.Length), found.Location);
    }

    private static IReadOnlyList<Diagnostic> Validate(string definition)
    {
        using var connector = new TestConnector(definition);
        return connector.Validate().Diagnostics;
    }
}
