using System.Text;

namespace ConnectorBuild.Benchmarks;

/// <summary>
/// Writes OpenAPI 3.1 documents of about 2 KB an operation: references, compositions, nullable values, parameters, several content types.
/// </summary>
internal static class OpenApiGenerator
{
    /// <summary>A document with a number of operations; the same for the same number.</summary>
    public static byte[] Generate(int operations)
    {
        var text = new StringBuilder("""
            { "openapi": "3.1.0", "info": { "title": "Generated", "version": "1.0" }, "servers": [{ "url": "https://api.fabrikam.com" }],
              "paths": {

            """);
        for (var number = 0; number < operations; number++)
        {
            text.Append(number == 0 ? "" : ",\n").Append(Path(number));
        }

        text.Append("\n}, \"components\": { \"schemas\": {\n");
        for (var number = 0; number < operations; number++)
        {
            text.Append(number == 0 ? "" : ",\n").Append(Schema(number));
        }

        return Encoding.UTF8.GetBytes(text.Append("\n} } }\n").ToString());
    }

    private static string Path(int number) => $$"""
            "/items{{number}}/{id}": {
              "post": {
                "operationId": "UpdateItem{{number}}", "summary": "Update item {{number}}", "description": "Updates the item of the kind {{number}} and answers what became of it.",
                "parameters": [
                  { "name": "id", "in": "path", "required": true, "description": "The identifier of the item.", "schema": { "type": "string" } },
                  { "name": "expand", "in": "query", "explode": false, "schema": { "type": "array", "items": { "type": "string", "enum": ["owner", "lines"] } } },
                  { "name": "since", "in": "query", "schema": { "anyOf": [{ "type": "string", "format": "date-time" }, { "type": "null" }] } }
                ],
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Item{{number}}" } }, "text/json": { "schema": { "$ref": "#/components/schemas/Item{{number}}" } } } },
                "responses": {
                  "200": { "description": "OK", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Item{{number}}" } } } },
                  "4XX": { "description": "Bad request", "content": { "application/problem+json": { "schema": { "type": "object" } } } }
                }
              }
            }
        """;

    private static string Schema(int number) => $$"""
            "Item{{number}}": {
              "description": "An item of the kind {{number}}.",
              "allOf": [
                { "type": "object", "required": ["id"], "properties": { "id": { "type": ["integer", "string"], "format": "int32", "pattern": "^-?(?:0|[1-9]\\d*)$" }, "note": { "type": ["string", "null"], "description": "A note of the author." } } },
                { "type": "object", "properties": {
                  "next": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Item{{Math.Max(0, number - 1)}}" }] },
                  "state": { "oneOf": [{ "const": "open", "title": "Open" }, { "const": "closed", "title": "Closed" }] },
                  "lines": { "type": "array", "items": { "type": "object", "properties": { "product": { "type": "string" }, "price": { "type": "number", "exclusiveMinimum": 0 } } } } } }
              ]
            }
        """;
}
