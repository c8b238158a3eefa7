using System.Text.Json.Nodes;

namespace ConnectorBuild.Conversion.Tests.Operations;

/// <summary>Answers: status codes, content types, headers, examples.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("""{ "2XX": { "description": "OK" }, "4XX": { "description": "Bad", "content": { "application/json": { "schema": { "type": "string" } } } } }""",
        """{ "200": { "description": "OK" }, "default": { "description": "Bad" } }""", "")]
    [InlineData("""{ "200": { "description": "OK" }, "2xx": { "description": "Other" }, "4XX": { }, "5XX": { "description": "Worse" } }""", """{ "200": { "description": "OK" }, "default": { "description": "" } }""", "")]
    [InlineData("""{ "200": { "description": "OK" }, "3XX": { "description": "Moved" }, "4XX": { "description": "Bad" } }""", """{ "200": { "description": "OK" }, "default": { "description": "Bad" } }""", "")]
    [InlineData("""{ "ok": { "description": "OK" }, "200": { "description": "OK" } }""", """{ "200": { "description": "OK" } }""", "CB1648")]
    [InlineData("""{ "200": { "description": "OK", "content": { "application/pdf": { "schema": { "type": "string", "format": "binary" } } } } }""", """{ "200": { "description": "OK", "schema": { "type": "string", "format": "binary" } } }""", "")]
    [InlineData("""{ "200": { "description": "OK", "content": { "text/plain": { "schema": { "type": "string" } }, "application/json": { "schema": { "type": "string" } } } } }""", """{ "200": { "description": "OK", "schema": { "type": "string" } } }""", "")]
    [InlineData("""{ "200": { "description": "OK", "content": { "application/json": { "schema": { "type": "string" } }, "text/csv": { "schema": { "type": "integer" } } } } }""", """{ "200": { "description": "OK", "schema": { "type": "string" } } }""", "CB1623")]
    [InlineData("""{ "200": { "summary": "Short", "links": { "a": { "operationId": "TheOperation" } } } }""", """{ "200": { "description": "Short" } }""", "")]
    [InlineData("""{ "200": { "description": "OK", "headers": { "X-Rate": { "description": "R", "schema": { "type": "integer" } }, "X-Any": { "content": { "application/json": { } } }, "Content-Type": { "schema": { "type": "string" } } } } }""",
        """{ "200": { "description": "OK", "headers": { "X-Rate": { "description": "R", "type": "integer" }, "X-Any": { "type": "string" } } } }""", "CB1619")]
    [InlineData("""{ "200": { "description": "OK", "content": { "application/json": { "schema": { "type": "string" }, "example": "x" } } } }""", """{ "200": { "description": "OK", "schema": { "type": "string" }, "examples": { "application/json": "x" } } }""", "")]
    public void Answers_OfAnOperation_AreWrittenAs(string responses, string expected, string codes)
    {
        var converted = Converted.From(Document.WithOperation($""" "responses": {responses} """));

        Assert.Equal(codes, converted.Codes);
        var actual = converted.At("/paths/~1items/get/responses");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"{actual}");
    }

    [Fact]
    public void Responses_Missing_AreAddedBecauseThePlatformDemandsThem()
    {
        var converted = Converted.From(Document.WithOperation(""" "summary": "Does it" """));

        Assert.Contains("CB1627", converted.AllCodes);
        Assert.Equal("""{"default":{"description":""}}""", converted.At("/paths/~1items/get/responses")!.ToJsonString());
    }

    [Fact]
    public void Produces_OfSeveralAnswers_IsAllOfThem()
    {
        var converted = Converted.From(Document.WithOperation(""" "responses": { "200": { "description": "", "content": { "*/*": { "schema": { "type": "string" } } } }, "400": { "description": "", "content": { "application/problem+json": { "schema": { "type": "object" } } } } } """));

        Assert.Equal(
            ["application/json", "application/problem+json"],
            converted.At("/paths/~1items/get/produces")!.AsArray().Select(p => (string)p!));
    }

    [Theory]
    [InlineData("3XX", "neither a result nor an error")]
    [InlineData("2XX", "because there is another answer \"200\"")]
    [InlineData("5XX", "it is the answer \"default\"")]
    public void Range_OfStatusCodes_SaysWhatBecomesOfIt(string range, string expected) => Assert.Contains(
        expected,
        Converted.From(Document.WithOperation($$""" "responses": { "200": { "description": "OK" }, "{{range}}": { "description": "Other" } } """)).The("CB1626").Message,
        StringComparison.Ordinal);
}
