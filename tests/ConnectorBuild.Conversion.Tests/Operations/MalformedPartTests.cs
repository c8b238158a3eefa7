namespace ConnectorBuild.Conversion.Tests.Operations;

/// <summary>Parts of an operation with the wrong shape: each is an error at its place, and none vanishes.</summary>
public sealed class MalformedPartTests
{
    private const string Done = """ "responses": { "204": { "description": "Done" } } """;

    [Theory]
    [InlineData($$""" "parameters": { "name": "q", "in": "query" }, {{Done}}""", "\"parameters\" must be a list")]
    [InlineData($$""" "parameters": ["q"], {{Done}}""", "A parameter must be an object")]
    [InlineData($$""" "requestBody": 4, {{Done}}""", "\"requestBody\" must be an object")]
    [InlineData($$""" "requestBody": { "content": [] }, {{Done}}""", "\"content\" must be an object")]
    [InlineData($$""" "requestBody": { "content": { "application/json": [] } }, {{Done}}""", "The content 'application/json' must be an object")]
    [InlineData(""" "responses": [] """, "\"responses\" must be an object")]
    [InlineData(""" "responses": { "200": "OK" } """, "The answer '200' must be an object")]
    [InlineData(""" "responses": { "200": { "description": "OK", "content": "text" } } """, "\"content\" must be an object")]
    public void Operation_WithAPartOfTheWrongShape_IsAnErrorThere(string members, string message)
    {
        var converted = Converted.From(Document.WithOperation(members, method: "post"));

        Assert.StartsWith(message, converted.The("CB1658").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Path_WithAMethodThatIsNoObject_IsAnErrorThere() => Assert.StartsWith(
        "The operation 'get' of '/b' must be an object",
        Converted.From(Document.With("""{ "/a": { "get": { "operationId": "A", "responses": { "204": { "description": "Done" } } } }, "/b": { "get": "hello" } }""")).The("CB1658").Message,
        StringComparison.Ordinal);

    [Fact]
    public void Operation_WithNullForAPart_IsConvertedWithoutIt() =>
        Assert.Equal("", Converted.From(Document.WithOperation($$""" "requestBody": null, "parameters": null, {{Done}}""", method: "post")).Codes);

    [Theory]
    [InlineData(""" "x-amazon-apigateway-any-method": { "responses": {} } """, "CB1647")]
    [InlineData(""" "parameters": [] """, "")]
    public void Path_WithoutOperations_IsReportedWhereItSaysMore(string members, string codes) => Assert.Equal(
        codes,
        Converted.From(Document.With($$"""{ "/{proxy+}": { {{members}} }, "/items": { "get": { "operationId": "GetItems", "responses": { "200": { "description": "" } } } } }""")).Codes);
}
