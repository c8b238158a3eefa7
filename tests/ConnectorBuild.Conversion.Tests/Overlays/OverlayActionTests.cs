using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Tests.Overlays;

/// <summary>Overlays over a document before it is converted.</summary>
public sealed class OverlayActionTests
{
    [Fact]
    public void Update_OfOperationsAndProperties_TravelsIntoTheDefinition()
    {
        var converted = With("""
            overlay: 1.1.0
            info: { title: Connector, version: "1" }
            extends: ./openapi.json
            actions:
              - target: $.paths.*.*[?@.name == 'q']
                update: { x-ms-summary: Search }
              - target: $.paths['/items'].get
                update: { summary: List items, x-ms-visibility: important }
              - target: $.paths['/items'].get.parameters
                update: { name: top, in: query, schema: { type: integer } }
              - target: $.components.schemas.Item.properties.id
                update: { x-ms-visibility: advanced, description: The key }
              - target: $.paths['/admin']
                remove: true
              - target: $.paths.*.get.parameters[?@.name == 'trace']
                remove: true
            """);

        Assert.Equal("CB1655", converted.Codes);
        Assert.Equal("List items", (string?)converted.At("/paths/~1items/get/summary"));
        Assert.Equal(["q", "top"], converted.At("/paths/~1items/get/parameters")!.AsArray().Select(p => (string)p!["name"]!));
        Assert.Equal("The key", (string?)converted.At("/definitions/Item/properties/id/description"));
        Assert.Single(converted.At("/paths")!.AsObject());
    }

    [Fact]
    public void Finding_AboutWhatAnOverlayAdded_IsInTheOverlay()
    {
        var converted = With("""
            overlay: 1.0.0
            info: { title: Connector, version: "1" }
            actions:
              - target: $.paths['/items'].get
                update:
                  x-ms-summmary: Items
            """);

        var location = Assert.Single(converted.Findings, f => f.Id == "CB2411").Location!.Value;
        Assert.Equal(("connector.overlay.yaml", 6, 7), (location.File, location.Line, location.Column));
    }

    [Fact]
    public void Copy_OfVersionOneOne_CopiesAValueOfTheDocument()
    {
        var converted = With("""
            overlay: 1.1.0
            info: { title: Connector, version: "1" }
            actions:
              - target: $.components.schemas
                update: { Copied: {} }
              - target: $.components.schemas.Copied
                copy: $.components.schemas.Item
              - target: $.paths['/items'].get.responses['200'].content['application/json'].schema
                update: { $ref: "#/components/schemas/Copied" }
            """);

        Assert.Equal("string", (string?)converted.At("/definitions/Copied/properties/id/type"));
    }

    [Theory]
    [InlineData("""{ "info": {}, "actions": [] }""", "CB1653")]
    [InlineData("""{ "overlay": "2.0.0", "actions": [] }""", "CB1653")]
    [InlineData("""{ "overlay": "1.0.0" }""", "CB1653")]
    [InlineData("""{ "overlay": "1.0.0", "actions": [{ "update": {} }] }""", "CB1653")]
    [InlineData("""{ "overlay": "1.0.0", "actions": [{ "target": "$", "updte": {} }] }""", "CB1653")]
    [InlineData("""{ "overlay": "1.0.0", "actions": [{ "target": "$.info" }] }""", "CB1653")]
    [InlineData("""{ "overlay": "1.0.0", "actions": [{ "target": "$.info", "copy": "$.paths" }] }""", "CB1653")]
    [InlineData("""{ "overlay": "1.1.0", "actons": [], "actions": [{ "target": "$.info", "update": {} }] }""", "CB1653")]
    [InlineData("""{ "overlay": "1.1.0", "actions": [{ "target": "$.info", "remove": "true", "update": {} }] }""", "CB1653")]
    [InlineData("""{ "overlay": "1.0.0", "extends": "other.yaml", "actions": [{ "target": "$", "update": {} }] }""", "CB1656")]
    [InlineData("""{ "overlay": "1.0.0", "extends": "https://fabrikam.com/openapi.yaml", "actions": [{ "target": "$", "update": {} }] }""", "")]
    [InlineData("""{ "overlay": "1.0.0", "actions": [{ "target": "$.paths./items", "update": {} }] }""", "CB1654")]
    [InlineData("""{ "overlay": "1.0.0", "actions": [{ "target": "$.nothing", "update": {} }] }""", "CB1655")]
    [InlineData("""{ "overlay": "1.0.0", "actions": [{ "target": "$.info", "update": "text" }] }""", "CB1657")]
    [InlineData("""{ "overlay": "1.0.0", "actions": [{ "target": "$", "remove": true }] }""", "CB1657")]
    [InlineData("""{ "overlay": "1.1.0", "actions": [{ "target": "$.info", "copy": "$.paths.*" , "x-note": 1 }] }""", "CB1648")]
    [InlineData("""{ "overlay": "1.1.0", "actions": [{ "target": "$.info", "copy": "$..*" }] }""", "CB1657")]
    [InlineData("""{ "overlay": "1.1.0", "actions": [{ "target": "$.info.title", "update": "Other" }] }""", "")]
    public void Overlay_ThatCannotBeApplied_IsReported(string overlay, string code) => Assert.Equal(code, With(overlay, "connector.overlay.json", """{ "/items": { "get": { "operationId": "GetItems", "responses": { "200": { "description": "" } } } } }""").Codes);

    [Fact]
    public void Overlay_ThatDoublesTheDocumentAgainAndAgain_EndsWithACode()
    {
        var actions = string.Join(",", Enumerable.Repeat("""{ "target": "$..*", "update": { "x-a": { "b": { "c": {} } } } }""", 60));
        var converted = With($$"""{ "overlay": "1.0.0", "actions": [{{actions}}] }""", "connector.overlay.json");

        Assert.Contains(converted.AllCodes, c => c is "CB1657" or "CB1606");
    }

    private static Converted With(string overlay, string name = "connector.overlay.yaml", string? paths = null) => Converted.From(
        Document.With(paths ?? """
            { "/items": { "get": { "operationId": "GetItems", "parameters": [{ "name": "q", "in": "query", "schema": { "type": "string" } }, { "name": "trace", "in": "query", "schema": { "type": "string" } }],
              "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } } } } } },
              "/admin": { "get": { "operationId": "Admin", "responses": { "200": { "description": "" } } } } }
            """, """{ "schemas": { "Item": { "type": "object", "properties": { "id": { "type": "string" } } } } }"""),
        options: new ConversionOptions { Overlays = [SourceFile.Read(name, Encoding.UTF8.GetBytes(overlay))] });
}
