namespace ConnectorBuild.Conversion.Tests.Schemas;

/// <summary>Documents of several files.</summary>
public sealed class ReferencedFileTests
{
    [Fact]
    public void References_IntoOtherFiles_BecomeDefinitionsOfTheirNames()
    {
        var converted = Converted.From(
            Document.With("""{ "/orders": { "$ref": "paths/orders.yaml" } }"""), "openapi.json", null,
            ("paths/orders.yaml", """
                get:
                  operationId: GetOrders
                  parameters:
                    - $ref: ../common.yaml#/components/parameters/Top
                  responses:
                    "200":
                      description: OK
                      content:
                        application/json:
                          schema: { type: array, items: { $ref: ../schemas/order.json } }
                """),
            ("common.yaml", """
                components:
                  parameters:
                    Top: { name: top, in: query, schema: { $ref: "#/components/schemas/Count" } }
                  schemas:
                    Count: { type: integer, minimum: 1 }
                """),
            ("schemas/order.json", """{ "type": "object", "properties": { "parent": { "$ref": "#" }, "lines": { "type": "array", "items": { "$ref": "line.json#/$defs/Line" } } } }"""),
            ("schemas/line.json", """{ "$defs": { "Line": { "type": "object", "properties": { "price": { "$ref": "#price" } } } }, "price": { "$anchor": "price", "type": "number" } }"""));

        Assert.Equal("", converted.Codes);
        Assert.Equal("#/definitions/Order", (string?)converted.At("/paths/~1orders/get/responses/200/schema/items/$ref"));
        Assert.Equal("#/definitions/Order", (string?)converted.At("/definitions/Order/properties/parent/$ref"));
        Assert.Equal("#/definitions/Line", (string?)converted.At("/definitions/Order/properties/lines/items/$ref"));
        Assert.Equal("integer", (string?)converted.At("/paths/~1orders/get/parameters/0/type"));
        Assert.Equal(["openapi.json", "paths/orders.yaml", "common.yaml", "schemas/order.json", "schemas/line.json"], converted.Result.Files);
    }

    [Fact]
    public void Reference_ByIdentifier_IsFound()
    {
        var converted = Converted.From(Document.WithSchema("""{ "$ref": "https://fabrikam.com/schemas/item" }""", """{ "Item": { "$id": "https://fabrikam.com/schemas/item", "type": "object", "properties": { "id": { "type": "string" } } } }"""));

        Assert.Equal("", converted.Codes);
        Assert.Equal("#/definitions/Item", (string?)converted.At("/paths/~1items/get/responses/200/schema/$ref"));
    }

    [Fact]
    public void Loss_InAnotherFile_IsAtItsPlaceThere()
    {
        var converted = Converted.From(Document.WithSchema("""{ "$ref": "item.yaml" }"""), "openapi.json", null, ("item.yaml", "type: object\nnot:\n  required: [a]\n"));

        var location = converted.The("CB1633").Location!.Value;
        Assert.Equal(("item.yaml", 2, 1), (location.File, location.Line, location.Column));
    }
}
