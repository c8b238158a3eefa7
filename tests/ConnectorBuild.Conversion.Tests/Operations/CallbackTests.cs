using ConnectorBuild.Conversion.Selection;

namespace ConnectorBuild.Conversion.Tests.Operations;

/// <summary>Callbacks and webhooks.</summary>
public sealed class CallbackTests
{
    [Fact]
    public void Callback_ToAPropertyOfTheBody_IsATrigger()
    {
        var converted = Converted.From(With("{$request.body#/target/url}"));

        Assert.Equal("", converted.Codes);
        var body = converted.At("/paths/~1hooks/post/parameters/0/schema")!;
        Assert.Equal("""["target"]""", body["required"]!.ToJsonString());
        Assert.Equal("""["url"]""", body["properties"]!["target"]!["required"]!.ToJsonString());
        var url = body["properties"]!["target"]!["properties"]!["url"]!;
        Assert.Equal("true internal string", $"{url["x-ms-notification-url"]!.ToJsonString()} {url["x-ms-visibility"]} {url["type"]}");
        Assert.Equal("single", (string?)converted.At("/paths/~1hooks/post/x-ms-trigger"));
        Assert.Equal("#/definitions/Event", (string?)converted.At("/paths/~1hooks/x-ms-notification-content/schema/$ref"));
        Assert.Contains(converted.Findings, f => f.Id == "CB2307");
    }

    [Theory]
    [InlineData("", "", "give the document a DELETE operation")]
    [InlineData("", """, "headers": { "location": { "schema": { "type": "string" } } } """, "give the document a DELETE operation")]
    [InlineData(Delete, "", "let the answer carry the address of the subscription in the header Location")]
    [InlineData(Delete, """, "headers": { "location": { "schema": { "type": "string" } } } """, "nothing has to be done")]
    public void Callback_ThatIsATrigger_SaysWhatUnsubscribingLacks(string delete, string headers, string expected)
    {
        var document = With("{$request.body#/target/url}").Replace("{ \"/hooks\":", $"{{ {delete} \"/hooks\":", StringComparison.Ordinal)
            .Replace("\"201\": { \"description\": \"\" }", $"\"201\": {{ \"description\": \"\"{headers} }}", StringComparison.Ordinal);

        Assert.Contains($": {expected}", Converted.From(document).The("CB1644").Message, StringComparison.Ordinal);
        var filter = new OperationFilter("no deletes", IsKeep: false) { Method = "delete" };
        Assert.Contains(
            ": give the document a DELETE operation", Converted.From(document, options: new ConversionOptions { Filters = [filter] }).The("CB1644").Message,
            StringComparison.Ordinal);
    }

    private const string Delete = """
        "/hooks/{id}": { "delete": { "operationId": "Unsubscribe", "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }], "responses": { "204": { "description": "" } } } },
        """;

    [Theory]
    [InlineData("{$request.query.url}")]
    [InlineData("{$request.body#/missing}")]
    [InlineData("{$request.body#/target}")]
    [InlineData("https://fixed.example.com")]
    [InlineData("{$request.body#/target/url}/events")]
    public void Callback_ElsewhereIsLost(string expression)
    {
        var converted = Converted.From(With(expression));

        Assert.Equal("CB1643", converted.Codes);
        Assert.Null(converted.At("/paths/~1hooks")!["x-ms-notification-content"]);
    }

    [Fact]
    public void Webhook_IsLostAndReportedAtItsName()
    {
        var converted = Converted.From(Document.With("""{ "/a": { "get": { "operationId": "A", "responses": { "200": { "description": "" } } } } }""", more: """, "webhooks": { "created": { "post": { "responses": { "200": { "description": "" } } } } }"""));

        Assert.Equal("CB1645", converted.Codes);
    }

    [Fact]
    public void Notification_AddedByTheAuthor_IsConvertedAsASchema()
    {
        var converted = Converted.From(Document.With("""
            { "/hooks": { "x-ms-notification-content": { "description": "D", "schema": { "$ref": "#/components/schemas/Event" } }, "post": { "operationId": "Subscribe", "x-ms-trigger": "single", "responses": { "201": { "description": "" } } } } }
            """, """{ "schemas": { "Event": { "type": ["object", "null"], "properties": { "a": { "const": 1 } } } } }"""));

        Assert.Equal("#/definitions/Event", (string?)converted.At("/paths/~1hooks/x-ms-notification-content/schema/$ref"));
        Assert.Equal("[1]", converted.At("/definitions/Event/properties/a/enum")!.ToJsonString());
    }

    private static string With(string expression) => Document.With($$"""
        { "/hooks": { "post": { "operationId": "Subscribe", "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Hook" } } } },
          "responses": { "201": { "description": "" } },
          "callbacks": { "onEvent": { "{{expression}}": { "post": { "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Event" } } } }, "responses": { "200": { "description": "" } } } } } } } } }
        """, """
        { "schemas": { "Hook": { "type": "object", "properties": { "target": { "$ref": "#/components/schemas/Target" } } }, "Target": { "type": "object", "properties": { "url": { "type": "string", "format": "uri" } } },
          "Event": { "type": "object", "properties": { "id": { "type": "string" } } } } }
        """);
}
