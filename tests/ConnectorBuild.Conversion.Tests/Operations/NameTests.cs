using System.Text.Json.Nodes;

namespace ConnectorBuild.Conversion.Tests.Operations;

/// <summary>operationIds that are made, and those that collide.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("get", "/orders", "GetOrders")]
    [InlineData("get", "/orders/{id}", "GetOrdersById")]
    [InlineData("post", "/order-lines/{order_id}/cancel", "PostOrderLinesByOrderIdCancel")]
    [InlineData("delete", "/", "DeleteRoot")]
    [InlineData("get", "/v1/{name=projects/*}:list", "GetV1ByNameList")]
    [InlineData("get", "/größe/straße", "GetGrosseStrasse")]
    [InlineData("get", "/caf%C3%A9s/{Île}", "GetCafesByIle")]
    [InlineData("get", "/中", "GetU4E2D")]
    [InlineData("get", "/文", "GetU6587")]
    public void Name_OfMethodAndPath_IsInPascalCase(string method, string path, string expected) =>
        Assert.Equal(expected, Conversion.Operations.OperationNames.Make(method, path));

    [Theory]
    [InlineData("/a/{x}", "/a/{y}")]
    [InlineData("/A", "/a")]
    [InlineData("/a?b", "/a/b")]
    public void Operation_ThatIsLeftOut_TakesNoName(string path, string other)
    {
        const string Answers = """ "responses": { "204": { "description": "Done" } } """;
        var lost = path.Contains('?', StringComparison.Ordinal) ? path : other;
        var kept = lost == path ? other : path;
        var alone = Converted.From(Document.With($$"""{ "{{kept}}": { "get": { {{Answers}} } } }"""));
        var both = Converted.From(Document.With($$"""{ "{{path}}": { "get": { {{Answers}} } }, "{{other}}": { "get": { {{Answers}} } } }"""));

        Assert.Equal(alone.Text, both.Text);
        Assert.DoesNotContain("CB1614", both.AllCodes);
        Assert.Contains("CB1615", both.AllCodes);
    }

    [Fact]
    public void Operation_WithoutId_IsNamedAndReportedAtItsMethod()
    {
        var converted = Converted.From(Document.With("""
            {
              "/orders/{id}": { "get": { "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }], "responses": { "200": { "description": "" } } } }
            }
            """));

        Assert.Equal("GetOrdersById", (string?)converted.At("/paths/~1orders~1{id}/get/operationId"));
        Assert.Contains("'GetOrdersById'", converted.The("CB1613").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_WithoutIds_AreCountedOnceAtTheFirst()
    {
        var paths = string.Join(",", Enumerable.Range(0, 7).Select(i => $$"""  "/p{{i}}": { "get": { "responses": { "204": { "description": "Done" } } } } """));
        var converted = Converted.From(
            Document.With($"{{{paths}}}"),
            options: new ConversionOptions { Filters = [new("all but the first", IsKeep: false) { Path = "/p0" }] });

        var finding = converted.The("CB1613");
        Assert.Equal(Diagnostics.DiagnosticSeverity.Info, finding.Severity);
        Assert.Equal("/paths/~1p1/get", finding.Pointer);
        Assert.Contains("6 operations", finding.Message, StringComparison.Ordinal);
        Assert.Contains("GET /p1 is 'GetP1'", finding.Message, StringComparison.Ordinal);
        Assert.Contains("and 1 more", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Collision_OfMadeNames_GivesTheLaterItsParameterThenANumber()
    {
        Assert.Equal(["GetAByB2", "GetAByBB", "GetAByB"], Ids("/a/by-b", "/a/{b}", "/a-{b}"));
        Assert.Equal(["GetAB", "GetAB2"], Ids("/a/b", "/a-b").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Collision_OfGivenNames_KeepsTheFirst()
    {
        var converted = Converted.From(Document.With("""{ "/a": { "get": { "operationId": "Same", "responses": { "200": { "description": "" } } }, "post": { "operationId": "same", "responses": { "200": { "description": "" } } } } }"""));

        Assert.Equal("CB1614", converted.Codes);
        Assert.Equal("Same PostA", $"{converted.At("/paths/~1a/get/operationId")} {converted.At("/paths/~1a/post/operationId")}");
    }

    [Fact]
    public void Names_WhenAPathIsAdded_StayAsTheyWere()
    {
        var before = Ids("/orders", "/orders/{id}");

        Assert.Equal(before, Ids("/orders", "/orders/{id}", "/orders/{id}/lines").Take(2));
        Assert.Equal(before, Ids("/orders", "/orders/{id}", "/a").Where(i => i != "GetA"));
    }

    private static List<string> Ids(params string[] paths)
    {
        var items = paths.Select(p => $$"""
            "{{p}}": { "get": { "parameters": [{{(p.Contains('{', StringComparison.Ordinal) ? $$"""{ "name": "{{p.Split('{', '}')[1]}}", "in": "path", "required": true, "schema": { "type": "string" } }""" : "")}}], "responses": { "200": { "description": "" } } } }
            """);
        var converted = Converted.From(Document.With("{" + string.Join(",", items) + "}"));
        return [.. converted.At("/paths")!.AsObject().Select(p => (string)p.Value!["get"]!["operationId"]!)];
    }
}
