using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Tests.Schemas;

/// <summary>Every JSON output says what it is, has version 1, and is what its schema says.</summary>
public sealed class OutputSchemaTests : CallRun
{
    [Theory]
    [InlineData("rules", "rules --json")]
    [InlineData("rules", "rules CB3203 --json")]
    [InlineData("validation", "validate {folder} --format json")]
    [InlineData("explanation", "explain {folder} --json")]
    [InlineData("differences", "diff {folder} {folder}/other --json")]
    [InlineData("deployment", "plan {project} --json")]
    [InlineData("doctor", "doctor {project} --json")]
    [InlineData("errors", "plan {folder}/nothing --json")]
    public async Task Output_BeforeADeployment_IsValid(string kind, string command)
    {
        Write("other/apiDefinition.swagger.json", Read("apiDefinition.swagger.json").Replace("\"title\"", "\"x-old\": 1, \"title\"", StringComparison.Ordinal));
        Write("other/apiProperties.json", Read("apiProperties.json"));

        await AssertValidAsync(kind, command);
    }

    [Fact]
    public async Task Output_OfADeploymentAndAfter_IsValid()
    {
        await AssertValidAsync("deployment", "deploy {project} --json");
        await AssertValidAsync("deployment", "status {project} --json");
        await AssertValidAsync("reply-urls", "reply-urls {project} --json");
        await AssertValidAsync("deployment", "rotate-secret {project} --json");
        await AssertValidAsync("deployment", "retire {project} --json");
    }

    [Fact]
    public async Task Output_OfCalls_IsValid()
    {
        await StartBackendAsync(context => AnswerAsync(context, """[{ "id": "a", "name": "One" }]"""));
        await PublishAsync(
            $$"""
            {
              "/orders": { "get": {{Operation("List", """
                "parameters": [{ "name": "shop", "in": "query", "type": "string", "x-ms-dynamic-values": { "operationId": "Shops", "value-path": "id", "value-title": "name" } }],
                """)}} },
              "/shops": { "get": {{Operation("Shops", "", """{ "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" }, "name": { "type": "string" } } } }""")}} }
            }
            """,
            """ "connectionParameters": {} """);

        await AssertValidAsync("call", "call List {project} --json");
        await AssertValidAsync("choices", "call --choices List shop {project} --json");
        await AssertValidAsync("connections", "local-cloud connections {project} --json");
    }

    private async Task AssertValidAsync(string kind, string command)
    {
        var (_, output) = await RunAsync(
            [.. command.Split(' ').Select(a => a.Replace("{folder}", Folder, StringComparison.Ordinal).Replace("{project}", Description, StringComparison.Ordinal))]);

        Assert.Contains("{\n", output, StringComparison.Ordinal);

        // What is not the document goes to standard error, before or after.
        var document = JsonNode.Parse(output[output.IndexOf("{\n", StringComparison.Ordinal)..(output.LastIndexOf("\n}", StringComparison.Ordinal) + 2)])!;
        Assert.Equal(kind, document["kind"]?.ToString());
        Assert.Empty(SchemaFiles.Problems("output." + kind, document));
    }
}
