using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Tool servers for agents (MCP), and on-behalf-of sign-in.</summary>
public sealed class AgentRuleTests
{
    private const string Streamable = "\"mcp-streamable-1.0\"";

    private static readonly string[] OfSchemas = ["CB4110"];

    [Theory]
    [InlineData("get", Streamable, "CB2701")]
    [InlineData("patch", Streamable, "CB2701")]
    [InlineData("post", "\"mcp-sse-1.0\"", "CB2702")]
    [InlineData("post", "\"mcp-streamable-2.0\"", "CB2702")]
    [InlineData("post", "1", "CB2702")]
    [InlineData("post", Streamable, null)]
    public void ToolServer_ThatNoAgentCanCall_IsFound(string method, string protocol, string? code)
    {
        using var connector = new TestConnector(Definition(method, protocol));

        var found = Codes(connector).Where(c => c.StartsWith("CB27", StringComparison.Ordinal));

        Assert.Equal(code is null ? [] : [code], found);
    }

    [Fact]
    public void ToolServer_WithoutSchemas_IsNotAskedForSchemas()
    {
        using var connector = new TestConnector(Definition("post", Streamable));

        Assert.Empty(Codes(connector).Intersect(OfSchemas));
    }

    [Theory]
    [InlineData("/", "/mcp", true)]
    [InlineData("/mcp", "/", false)]
    public void ToolServer_WithItsPathInThePath_IsAnInfo(string basePath, string path, bool isFound)
    {
        using var connector = new TestConnector(Definition("post", Streamable, basePath, path));

        var found = connector.Validate().Diagnostics.Where(d => d.Id == "CB2703").ToList();

        Assert.Equal(isFound, found is [{ Severity: DiagnosticSeverity.Info }]);
        Assert.All(found, d => Assert.Contains("\"basePath\": \"/mcp\"", d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ToolServer_BesideOtherOperations_KeepsItsPath()
    {
        using var connector = new TestConnector(TestConnector.Definition.Replace(
            "\"paths\": {",
            $$"""
            "paths": {
              "/mcp": { "post": { "operationId": "InvokeMCP", "summary": "Tools", "description": "Tools for agents.", "x-ms-agentic-protocol": {{Streamable}}, "responses": { "200": { "description": "OK" } } } },
            """,
            StringComparison.Ordinal));

        Assert.DoesNotContain("CB2703", Codes(connector));
    }

    [Theory]
    [InlineData("""new JObject { ["inputSchema"] = new JObject { ["type"] = new JArray("string", "null") } }""", "CB2706")]
    [InlineData("""new JObject { ["inputSchema"] = new JObject { ["type"] = "string" } }""", null)]
    [InlineData("""new JObject { ["inputSchema"] = new JObject { ["$ref"] = "#/x" } }""", "CB2705")]
    [InlineData("\"{ \\\"inputSchema\\\": { \\\"type\\\": [\\\"string\\\"] } }\"", "CB2706")]
    [InlineData("@\"{ \"\"inputSchema\"\": { \"\"$ref\"\": \"\"#/x\"\" } }\"", "CB2705")]
    [InlineData("\"{ \\\"inputSchema\\\": { \\\"type\\\": \\\"string\\\" } }\"", null)]
    [InlineData("new JObject { [\"$ref\"] = \"no tool\" }", null)]
    public void Tool_WhoseSchemaAgentsDoNotRead_IsFound(string schema, string? code)
    {
        using var connector = new TestConnector(Definition("post", Streamable)).WithScript(Script(schema));

        Assert.Equal(code is null ? [] : [code], Codes(connector).Where(c => c.StartsWith("CB27", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("CB2705", """new JObject { ["$ref"] = "#/x" }""")]
    [InlineData("CB2706", """new JObject { ["type"] = new JArray("string", "null") }""")]
    public void Tools_ManyWithTheSameFault_AreOneFindingWithTheirNumberAndFirstLines(string code, string schema)
    {
        var tools = string.Join(",\n", Enumerable.Repeat($$"""new JObject { ["inputSchema"] = {{schema}} }""", 129));
        using var connector = new TestConnector(Definition("post", Streamable)).WithScript(Script($"new JArray({tools})"));

        var found = Assert.Single(connector.Validate().Diagnostics, d => d.Id == code);

        Assert.Equal(5, found.Location!.Value.Line);
        Assert.StartsWith("129 places in tools' schemas, in lines 5, 6, 7, 8, 9 and 124 more, have a ", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_OfAConnectorWithoutToolServer_IsNotRead()
    {
        using var connector = new TestConnector().WithScript(Script("""new JObject { ["inputSchema"] = new JObject { ["$ref"] = "#/x" } }"""));

        Assert.DoesNotContain("CB2705", Codes(connector));
    }

    [Theory]
    [InlineData("true", "\"true\"", "common", DiagnosticSeverity.Warning)]
    [InlineData("true", "\"true\"", "organizations", DiagnosticSeverity.Warning)]
    [InlineData("true", "\"true\"", "contoso.com", null)]
    [InlineData("false", "\"true\"", "contoso.com", DiagnosticSeverity.Warning)]
    [InlineData(null, "\"true\"", "contoso.com", DiagnosticSeverity.Warning)]
    [InlineData("true", null, "common", DiagnosticSeverity.Info)]
    [InlineData("true", "\"false\"", "common", null)]
    [InlineData(null, null, "common", null)]
    [InlineData("true", null, "common", DiagnosticSeverity.Warning, true)]
    [InlineData("true", "\"false\"", "common", null, true)]
    public void OnBehalfOf_SetUpByHalf_IsFound(
        string? supported, string? enabled, string tenant, DiagnosticSeverity? expected, bool isToolServer = false)
    {
        using var connector = (isToolServer ? new TestConnector(Definition("post", Streamable)) : new TestConnector()).WithProperties($$"""
            {
              "properties": { "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": {
                "identityProvider": "aad", "clientId": "8f2c1e", "scopes": ["user_impersonation"],
                "properties": { "IsFirstParty": "False"{{(supported is null ? "" : $", \"IsOnbehalfofLoginSupported\": {supported}")}} },
                "customParameters": { "tenantId": { "value": "{{tenant}}" }, "resourceUri": { "value": "api://items" }{{(enabled is null ? "" : $", \"enableOnbehalfOfLogin\": {{ \"value\": {enabled} }}")}} }
              } } } }
            }
            """);

        var found = connector.Validate().Diagnostics.Where(d => d.Id == "CB3215").Select(d => (DiagnosticSeverity?)d.Severity);

        Assert.Equal(expected is null ? [] : [expected], found);
    }

    private static IEnumerable<string> Codes(TestConnector connector) => connector.Validate().Diagnostics.Select(d => d.Id);

    private static string Script(string schema) => $$"""
        public class Script : ScriptBase
        {
            public override Task<HttpResponseMessage> ExecuteAsync()
            {
                var tools = {{schema}};
                return Task.FromResult(new HttpResponseMessage { Content = CreateJsonContent(tools.ToString()) });
            }
        }
        """;

    private static string Definition(string method, string protocol, string basePath = "/mcp", string path = "/") => $$"""
        {
          "swagger": "2.0",
          "info": { "title": "Fabrikam tools", "description": "Tools of Fabrikam for agents.", "version": "1.0" },
          "host": "api.fabrikam.com",
          "basePath": "{{basePath}}",
          "schemes": ["https"],
          "paths": { "{{path}}": { "{{method}}": { "operationId": "InvokeMCP", "summary": "Tools", "x-ms-agentic-protocol": {{protocol}}, "responses": { "200": { "description": "OK" } } } } },
          "securityDefinitions": {}
        }
        """;
}
