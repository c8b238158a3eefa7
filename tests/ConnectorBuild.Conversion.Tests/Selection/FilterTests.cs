using ConnectorBuild.Conversion.Selection;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Tests.Selection;

/// <summary>Which operations are kept.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("/orders/*", "/orders/{id}/lines", true)]
    [InlineData("/orders/*", "/orders", false)]
    [InlineData("/ORDERS", "/orders", true)]
    [InlineData("/orders?", "/orders", false)]
    [InlineData("*a*b*c", "xaxbxc", true)]
    [InlineData("*a*b*c", "xaxbxcx", false)]
    [InlineData("*********************a", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", false)]
    public void Pattern_OfWildcards_Matches(string pattern, string text, bool expected) =>
        Assert.Equal(expected, WildcardPattern.Matches(pattern, text));

    [Fact]
    public void Keep_AndDrop_SelectOperationsAndTheirSchemasAndTags()
    {
        var converted = Convert(
            new OperationFilter("orders", true) { Path = "/orders*", Method = "get;post" },
            new OperationFilter("admin", false) { Tag = "admin" });

        Assert.Equal(["GetOrders"], Ids(converted));
        Assert.Equal("Order", Assert.Single(converted.At("/definitions")!.AsObject()).Key);
        Assert.Equal("orders", (string?)Assert.Single(converted.At("/tags")!.AsArray())!["name"]);
        Assert.Equal((4, 1), (converted.Result.OperationCount, converted.Result.ConvertedCount));
    }

    [Fact]
    public void Filter_WithSeveralMetadata_NeedsAllOfThem() =>
        Assert.Equal(["GetOrders"], Ids(Convert(new OperationFilter("a", true) { OperationId = "*Orders", Method = "get" })));

    [Theory]
    [InlineData("path", "/ORDERS*")]
    [InlineData("method", "GET;Post")]
    [InlineData("tag", "Orders")]
    [InlineData("id", "getorders")]
    public void Filter_OfEachMetadata_DoesNotLookAtTheCaseOfLetters(string member, string pattern) =>
        Assert.Contains("GetOrders", Ids(Convert(new OperationFilter("a", true)
        {
            Path = member == "path" ? pattern : null,
            Method = member == "method" ? pattern : null,
            Tag = member == "tag" ? pattern : null,
            OperationId = member == "id" ? pattern : null,
        })));

    [Fact]
    public void Filter_ThatMatchesNothing_IsReportedAtItsItem()
    {
        var converted = Convert(new OperationFilter("typo", false) { Tag = "ordrs", Location = new SourceLocation("orders.csproj", 12, 5, 12, 40) });

        Assert.Contains("so it leaves nothing out: ", converted.The("CB1650").Message, StringComparison.Ordinal);
        Assert.Equal(12, converted.The("CB1650").Location!.Value.Line);
        Assert.Equal(4, Ids(converted).Count);
    }

    [Fact]
    public void Filter_WithoutPatterns_IsAnError() =>
        Assert.Contains("CB1651", Convert(new OperationFilter("empty", false)).Codes, StringComparison.Ordinal);

    [Fact]
    public void Selection_ThatLeavesNothing_IsAnError()
    {
        var converted = Convert(new OperationFilter("all", false) { Path = "*" });

        Assert.Equal("CB1649", converted.Codes);
        Assert.Null(converted.Result.Definition);
    }

    [Fact]
    public void Document_WithMoreOperationsThanThePlatformTakes_IsAnErrorWithTheCount()
    {
        var paths = string.Join(",", Enumerable.Range(0, 257).Select(i => $$"""  "/p{{i}}": { "get": { "operationId": "Op{{i}}", "responses": { "200": { "description": "" } } } } """));

        Assert.Contains("257", Converted.From(Document.With($"{{{paths}}}")).The("CB1652").Message, StringComparison.Ordinal);
    }

    private static List<string> Ids(Converted converted) =>
        [.. converted.At("/paths")!.AsObject().SelectMany(p => p.Value!.AsObject()).Select(m => (string)m.Value!["operationId"]!)];

    private static Converted Convert(params OperationFilter[] filters) => Converted.From(Document.With("""
        {
          "/orders": {
            "get": { "operationId": "GetOrders", "tags": ["orders"], "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } } } } },
            "post": { "operationId": "PostOrders", "tags": ["orders", "admin"], "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Other" } } } } } },
            "delete": { "operationId": "DeleteOrders", "tags": ["admin"], "responses": { "200": { "description": "" } } }
          },
          "/customers": { "get": { "operationId": "GetCustomers", "responses": { "200": { "description": "" } } } }
        }
        """, """{ "schemas": { "Order": { "type": "object", "properties": { "id": { "type": "string" } } }, "Other": { "type": "string" } } }""", more: """, "tags": [{ "name": "orders" }, { "name": "admin" }]"""),
        options: new ConversionOptions { Filters = filters });
}
