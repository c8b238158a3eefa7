using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>The files of a connector for Microsoft's certification.</summary>
public sealed class CertificationTests : ToolRun
{
    private const string Definition = """
        {
          "swagger": "2.0",
          "info": { "title": "Contoso Orders", "description": "Reads and places orders of the Contoso web shop.", "version": "1.0",
            "contact": { "name": "Contoso", "url": "https://www.contoso.com", "email": "support@contoso.com" } },
          "host": "orders.adatum-shop.net", "basePath": "/", "schemes": ["https"], "consumes": ["application/json"], "produces": ["application/json"],
          "paths": {
            "/orders": { "get": { "operationId": "ListOrders", "summary": "List orders", "description": "Lists the orders of the user.",
              "parameters": [{ "name": "status", "in": "query", "required": true, "type": "string", "enum": ["open", "closed"], "x-ms-summary": "Status", "description": "Which orders.", "default": "open" }],
              "responses": { "200": { "description": "The orders.", "schema": { "type": "array", "items": { "type": "object", "properties": {
                "id": { "type": "string", "x-ms-summary": "Id", "description": "The order's number." } } } } } } } }
          },
          "securityDefinitions": { "oauth2_auth": { "type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://login.microsoftonline.com/common/oauth2/authorize",
            "tokenUrl": "https://login.microsoftonline.com/common/oauth2/token", "scopes": {} } },
          "security": [{ "oauth2_auth": [] }],
          "x-ms-connector-metadata": [
            { "propertyName": "Website", "propertyValue": "https://www.contoso.com" },
            { "propertyName": "Privacy policy", "propertyValue": "https://www.contoso.com/privacy" },
            { "propertyName": "Categories", "propertyValue": "Commerce" }]
        }
        """;

    private static readonly string Properties = Contoso.Properties.Replace(
        "\"properties\":{", "\"properties\":{\"publisher\":\"Contoso Ltd\",\"stackOwner\":\"Contoso Ltd\",", StringComparison.Ordinal);

    [Fact]
    public async Task Package_WithoutWhatCertificationAsks_SaysItAndWritesNothing()
    {
        var (exit, said) = await RunAsync("package", Description, "-o", At("out"), "--certification");

        Assert.Equal(1, exit);
        Assert.Contains("error CB4005", said, StringComparison.Ordinal);
        Assert.Contains("error CB4007", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("out")));
    }

    [Fact]
    public async Task Package_AfterTheAdvice_WritesWhatIsToBeHandedIn()
    {
        Write("apiDefinition.swagger.json", Definition);
        Write("apiProperties.json", Properties);

        var (exit, said) = await RunAsync("package", Description, "-o", At("out"), "--certification");

        Assert.True(exit == 0, said);
        Assert.True(File.Exists(At("out/ContosoConnectors_managed.zip")));
        Assert.Equal(
            ["apiDefinition.swagger.json", "apiProperties.json", "intro.md", "readme.md"],
            Directory.EnumerateFiles(At("out/certification/AzureResourceManager")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var intro = Read("out/certification/AzureResourceManager/intro.md");
        Assert.StartsWith("# Contoso Orders\n\nReads and places orders of the Contoso web shop.\n\n## Publisher: Contoso Ltd\n", intro, StringComparison.Ordinal);
        Assert.Contains("### Actions\n\n#### List orders\n\n`ListOrders`, `GET /orders`\n", intro, StringComparison.Ordinal);
        Assert.Contains("intro.md (generated: complete it)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_IntroOfTheAuthor_IsTakenAsItIs()
    {
        Write("apiDefinition.swagger.json", Definition);
        Write("apiProperties.json", Properties);
        Write("intro.md", "# Mine\n");

        var (exit, said) = await RunAsync("package", Description, "-o", At("out"), "--certification");

        Assert.True(exit == 0, said);
        Assert.Equal("# Mine\n", Read("out/certification/AzureResourceManager/intro.md"));
        Assert.DoesNotContain("intro.md (generated", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Markdown_IsAReadmeWithTheRedirectUrlsOfDeployments()
    {
        Write("apiDefinition.swagger.json", Definition);
        var (exit, said) = await RunAsync("deploy", Description);
        Assert.True(exit == 0, said);

        (exit, said) = await RunAsync("explain", Description, "--markdown", At("README.md"));

        Assert.True(exit == 0, said);
        var readme = Read("README.md");
        Assert.Contains("The maker signs in with Microsoft Entra ID for https://management.core.windows.net/", readme, StringComparison.Ordinal);
        Assert.Matches(@"\| local \| [0-9a-f-]{36} \| `https://global\.consent\.azure-apim\.net/redirect/[^`]+` \|", readme);
        Assert.Contains("| Status | string | required | Which orders. Default: open. One of open, closed. |", readme, StringComparison.Ordinal);
        Assert.Contains("| Id | string |  | The order's number. |", readme, StringComparison.Ordinal);
    }
}
