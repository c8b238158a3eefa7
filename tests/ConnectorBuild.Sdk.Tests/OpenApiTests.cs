using System.Text.Json.Nodes;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>A project whose source is OpenAPI 3.</summary>
public sealed class OpenApiTests(PackedSdk sdk)
{
    private const string Project = $"""
        <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
          <ItemGroup>
            <ConnectorOperation Include="orders" Path="/orders*" />
            <ConnectorOperation Include="typo" Tag="ordres" Action="Drop" />
            <ConnectorOverlay Include="connector.overlay.yaml" />
          </ItemGroup>
        </Project>
        """;

    private const string Definition = """
        openapi: 3.1.0
        info: { title: Orders, description: Keeps the orders of Contoso., version: "1.0" }
        servers: [{ url: https://orders.contoso.com }]
        paths:
          /orders:
            get:
              operationId: GetOrders
              parameters:
                - { name: ids, in: query, schema: { type: array, items: { type: string } } }
              responses: { "200": { description: OK, content: { application/json: { schema: { type: [string, "null"] } } } } }
          /customers:
            get: { operationId: GetCustomers, responses: { "204": { description: Done } } }
        """;

    private const string Overlay = """
        overlay: 1.0.0
        info: { title: Connector, version: "1" }
        actions:
          - target: $.paths['/orders'].get
            update: { summary: Get orders, x-ms-visibility: important }
        """;

    [Fact]
    public async Task Build_OfAnOpenApiDocument_ConvertsSelectsOverlaysAndReports()
    {
        var folder = ConnectorFolder.WithConnector(sdk, Project);
        File.Delete(folder.PathOf("apiDefinition.swagger.json"));
        folder.Write("openapi.yaml", Definition);
        folder.Write("connector.overlay.yaml", Overlay);

        var result = (await folder.BuildAsync()).Succeeded();

        var definition = JsonNode.Parse(folder.Read("obj/Orders.apiDefinition.json"))!;
        Assert.Equal("2.0", (string?)definition["swagger"]);
        Assert.Equal("/orders", Assert.Single(definition["paths"]!.AsObject()).Key);
        Assert.Equal("Get orders", (string?)definition["paths"]!["/orders"]!["get"]!["summary"]);
        Assert.Contains("openapi.yaml(9,19): warning CB1620", result.Output, StringComparison.Ordinal);
        Assert.Contains("Orders.csproj(4,5): warning CB1650", result.Output, StringComparison.Ordinal);
        Assert.Contains("| openapi.yaml:9:19 | CB1620 |", folder.Read("obj/Orders.conversion.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_WithADefinitionAndAnOpenApiDocument_IsAnError()
    {
        var folder = ConnectorFolder.WithConnector(sdk, Project);
        folder.Write("openapi.yaml", Definition);
        folder.Write("connector.overlay.yaml", Overlay);

        Assert.Contains("error CB6111", (await folder.BuildAsync()).Failed().Output, StringComparison.Ordinal);
    }
}
