using System.Text.Json.Nodes;
using ConnectorBuild.Testing;
using ConnectorBuild.Tool.Commands;

namespace ConnectorBuild.Tool.Tests.Schemas;

/// <summary>What editors are told of files that people write.</summary>
public sealed class SchemaFileTests : ToolRun
{
    private const string Update = "CONNECTORBUILD_UPDATE_DOCS=1 dotnet test --project tests/ConnectorBuild.Tool.Tests -- --filter-class \"*SchemaFileTests\"";

    public static TheoryData<string> Generated => [.. GeneratedSchemas.All.Keys];

    public static TheoryData<string> Files =>
    [
        .. new[] { "samples", "src/ConnectorBuild.Templates/content" }
            .SelectMany(f => Directory.EnumerateFiles(RepositoryRoot.PathOf(f), "*.json", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(RepositoryRoot.Path, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && SchemaOf(f) is not null),
    ];

    [Theory]
    [MemberData(nameof(Generated))]
    public void GeneratedSchema_AgainstTheCode_IsUpToDate(string name)
    {
        var expected = GeneratedSchemas.All[name]();
        if (RepositoryRoot.UpdatesPages)
        {
            File.WriteAllText(SchemaFiles.PathOf(name), expected);
        }

        Assert.True(File.ReadAllText(SchemaFiles.PathOf(name)) == expected, $"{name} differs from its source. Write it anew with: {Update}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File_OfASampleOrTemplate_IsValid(string file) =>
        Assert.Empty(SchemaFiles.Problems(SchemaOf(file)!, JsonNode.Parse(RepositoryRoot.Read(file))));

    [Theory]
    [InlineData("apiProperties", """{ "properties": { "iconBrandColour": "#0f4c81" } }""")]
    [InlineData("apiProperties", """{ "iconBrandColor": "#0f4c81" }""")]
    [InlineData("apiProperties", """{ "properties": { "iconBrandColor": "blue" } }""")]
    [InlineData("apiProperties", """{ "properties": { "capabilities": "actions" } }""")]
    [InlineData("apiProperties", """{ "properties": { "connectionParameters": { "key": { "type": "secret" } } } }""")]
    [InlineData("apiProperties", """{ "properties": { "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSetings": {} } } } }""")]
    [InlineData("apiProperties", """{ "properties": { "policyTemplateInstances": [{ "templateId": "SetHeader", "parameters": { "x-ms-apimTemplateParameter.name": "a" } }] } }""")]
    [InlineData("apiProperties", """{ "properties": { "policyTemplateInstances": [{ "templateId": "setheader", "parameters": { "x-ms-apimTemplateParameter.name": "a", "x-ms-apimTemplateParameter.value": "b", "x-ms-apimTemplateParameter.existsAction": "replace" } }] } }""")]
    [InlineData("apiProperties.patch", """{ "properties": { "scopes": [] } }""")]
    [InlineData("apiDefinition.patch", """{ "Host": "orders.contoso.com" }""")]
    [InlineData("apiDefinition.patch", """{ "paths": { "orders": {} } }""")]
    [InlineData("deployment-settings", """{ "EnvironmentVariables": [{ "SchemaName": "a_b", "Value": 5 }] }""")]
    [InlineData("local-cloud", """{ "replicationLags": "00:00:04" }""")]
    [InlineData("local-cloud", """{ "tenants": [{ "userConsent": true }] }""")]
    [InlineData("plan", """{ "kind": "ConnectorBuild plan", "version": 2 }""")]
    public void File_ThatIsWrong_IsNotValid(string name, string json) => Assert.NotEmpty(SchemaFiles.Problems(name, JsonNode.Parse(json)));

    [Theory]
    [InlineData("apiProperties", """{ "$schema": "x", "properties": { "connectionParameters": { "token": { "type": "oAuthSetting", "oauthSettings": { "identityProvider": "aad" } } } } }""")]
    [InlineData("apiProperties", """{ "properties": { "connectionParameterSets": { "values": [{ "name": "key", "parameters": { "key": { "type": "SecureString" } } }] } } }""")]
    [InlineData("apiProperties.patch", """{ "properties": { "publisher": null, "connectionParameters": { "token": { "oAuthSettings": { "customParameters": { "tenantId": { "value": "x" }, "old": null } } } } } }""")]
    [InlineData("apiDefinition.patch", """{ "host": "test.contoso.com", "paths": { "/orders": null } }""")]
    [InlineData("local-cloud", """{ "$schema": "x", "unknownApis": "refuse", "faults": [{ "service": "Graph", "moment": "afterCommit", "status": 503 }] }""")]
    public void File_ThatIsRight_IsValid(string name, string json) => Assert.Empty(SchemaFiles.Problems(name, JsonNode.Parse(json)));

    [Fact]
    public async Task SavedPlan_OfTheTool_IsValid()
    {
        var (exit, said) = await RunAsync("plan", Description, "--out", At("plan.json"));

        Assert.True(exit == 0, said);
        Assert.Empty(SchemaFiles.Problems("plan", JsonNode.Parse(Read("plan.json"))));
    }

    [Fact]
    public async Task Schema_Printed_IsTheFile()
    {
        var (_, list) = await RunAsync("schema");
        var (exit, text) = await RunAsync("schema", "apiproperties");

        Assert.Equal(SchemaFiles.Names, list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(SchemaFiles.Names, SchemaCommand.Names);
        Assert.Equal(0, exit);
        Assert.Equal(await File.ReadAllTextAsync(SchemaFiles.PathOf("apiProperties"), TestContext.Current.CancellationToken), text.ReplaceLineEndings("\n"));
        Assert.Equal(ExitCode.Usage, (await RunAsync("schema", "nothing")).Exit);
    }

    private static string? SchemaOf(string file) => Path.GetFileName(file) switch
    {
        "apiProperties.json" => "apiProperties",
        "local-cloud.json" => "local-cloud",
        var name when name.StartsWith("apiProperties.", StringComparison.Ordinal) => "apiProperties.patch",
        var name when name.StartsWith("apiDefinition.", StringComparison.Ordinal) && name != "apiDefinition.swagger.json" => "apiDefinition.patch",
        var name when name.StartsWith("settings.", StringComparison.Ordinal) => "deployment-settings",
        _ => null,
    };
}
