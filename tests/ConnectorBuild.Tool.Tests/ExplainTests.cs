using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What makers will see.</summary>
public sealed class ExplainTests : ToolRun
{
    private const string Definition = """
        {
          "swagger": "2.0",
          "info": { "title": "Contoso Orders", "description": "Reads and places orders.", "version": "1.0" },
          "host": "orders.contoso.com", "basePath": "/", "schemes": ["https"], "consumes": ["application/json"], "produces": ["application/json"],
          "paths": {
            "/orders": {
              "post": {
                "operationId": "PlaceOrder", "summary": "Place an order", "description": "Places an order.", "x-ms-visibility": "important",
                "parameters": [
                  { "name": "trace", "in": "query", "type": "string", "x-ms-visibility": "internal", "default": "no", "x-ms-summary": "Trace", "description": "Trace." },
                  { "name": "priority", "in": "query", "type": "string", "enum": ["low", "high"], "x-ms-summary": "Priority", "description": "How urgent." },
                  { "name": "order", "in": "body", "required": true, "description": "The order.", "schema": {
                    "type": "object", "required": ["customer"],
                    "properties": {
                      "note": { "type": "string", "x-ms-visibility": "important", "x-ms-summary": "Note", "description": "A note." },
                      "customer": { "type": "string", "x-ms-summary": "Customer", "description": "Who orders.",
                        "x-ms-dynamic-values": { "operationId": "ListCustomers", "value-path": "id", "value-title": "name" } } } } }
                ],
                "responses": { "201": { "description": "The order.", "schema": { "type": "array", "items": { "type": "object", "properties": {
                  "placed": { "type": "string", "format": "date-time", "x-ms-summary": "Placed", "description": "When." } } } } } }
              }
            },
            "/customers": { "get": { "operationId": "ListCustomers", "summary": "List customers", "description": "Lists customers.", "x-ms-visibility": "internal", "parameters": [],
              "responses": { "200": { "description": "Customers.", "schema": { "type": "array", "items": { "type": "string" } } } } } },
            "/changes": { "get": { "operationId": "OnChange", "summary": "When an order changes", "description": "Starts a flow.", "x-ms-trigger": "batch", "parameters": [],
              "responses": { "200": { "description": "Changes.", "schema": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "integer", "format": "int32", "x-ms-summary": "Id", "description": "Id." } } } } } } } },
            "/mcp": { "post": { "operationId": "InvokeMCP", "summary": "Order tools", "description": "Tools.", "x-ms-agentic-protocol": "mcp-streamable-1.0", "parameters": [],
              "responses": { "200": { "description": "The answer." } } } }
          },
          "securityDefinitions": {}, "security": []
        }
        """;

    [Fact]
    public async Task Explain_EveryKind_IsShownWithItsFieldsInTheDesignersOrder()
    {
        Write("apiDefinition.swagger.json", Definition);

        var (exit, said) = await RunAsync("explain", Description);

        Assert.True(exit == 0, said);
        Assert.Equal(
            """
            Contoso Orders
              Reads and places orders.
              The maker signs in with Microsoft Entra ID for https://management.core.windows.net/ (user_impersonation).

            Triggers
              When an order changes (OnChange): GET /changes
                Starts a flow.
                out  Id [body[]/id]: integer (int32)

            Actions
              Place an order (PlaceOrder): POST /orders, important
                Places an order.
                in   Customer [body/customer]: string, required, from ListCustomers
                in   Note [body/note]: string, optional, important
                in   Priority [priority]: string, optional, one of low, high
                in   Trace [trace]: string, optional, hidden, default no
                out  Placed [body[]/placed]: string (date-time)
              List customers (ListCustomers): GET /customers, internal
                Lists customers.
                out  body [body]: list of string

            Tool servers
              Order tools (InvokeMCP): POST /mcp
                Tools.

            """.ReplaceLineEndings("\n"),
            said.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Explain_Json_HasAVersionAndTheSameFields()
    {
        Write("apiDefinition.swagger.json", Definition);

        var document = JsonNode.Parse((await RunAsync("explain", Folder, "--json")).Output)!;

        Assert.Equal(1, (int)document["version"]!);
        var operation = Assert.Single(document["connectors"]!.AsArray())!["operations"]!.AsArray().Single(o => (string?)o!["id"] == "PlaceOrder")!;
        Assert.Equal("action", (string?)operation["kind"]);
        Assert.Equal(["body/customer", "body/note", "priority", "trace"], operation["parameters"]!.AsArray().Select(p => (string?)p!["name"]));
        Assert.Equal("ListCustomers", (string?)operation["parameters"]![0]!["choicesFrom"]);
    }

    [Fact]
    public async Task Explain_DefinitionThatIsNotJson_IsAnErrorAtItsPlace()
    {
        Write("apiDefinition.swagger.json", "{ \"swagger\": ");

        var (exit, said) = await RunAsync("explain", Description);

        Assert.Equal(1, exit);
        Assert.Matches(@"error CB1\d{3}", said);
    }
}
