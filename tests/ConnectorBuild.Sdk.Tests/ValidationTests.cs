using System.Text.Json.Nodes;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>The findings of the rules, as a build shows them.</summary>
public sealed class ValidationTests(PackedSdk sdk)
{
    private const string DevPatch = """{ "host": "orders-dev.contoso.com" }""";

    [Fact]
    public async Task Build_BrokenJson_FailsAtLineAndColumn()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("apiDefinition.swagger.json", "{\n  \"swagger\": \"2.0\",\n  \"info\": [}\n");

        var result = (await folder.BuildAsync()).Failed();

        Assert.StartsWith(folder.PathOf("apiDefinition.swagger.json") + "(3,12): error CB1001: ", result.Diagnostics[0], StringComparison.Ordinal);
        Assert.Contains("CB1001", folder.Read("obj/Orders.sarif"), StringComparison.Ordinal);
        Assert.False(folder.Has("obj/Orders.apiDefinition.json"));
    }

    [Fact]
    public async Task Build_NoDefinition_FailsAtTheProject()
    {
        var folder = new ConnectorFolder(sdk).Write("Orders.csproj", Connectors.Project);

        var result = (await folder.BuildAsync()).Failed();

        Assert.Contains("Orders.csproj : error CB1010: ", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_MissingFileNamedByProperty_FailsAtThatFile()
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        var result = (await folder.BuildAsync("-p:ConnectorIconFile=logo.png")).Failed();

        Assert.Contains("logo.png : error CB1008: ", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_FindingsAtErrorLevel_StopsBeforePackaging()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("apiProperties.json", "[]").Set("FAKE_TOOL_RECORD", "called.txt");

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev")).Failed();

        Assert.Contains(
            result.Diagnostics,
            l => l.StartsWith(folder.PathOf("apiProperties.json") + "(1,1): error CB1011: ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder.PathOf("bin/publish")));
        Assert.False(folder.Has("called.txt"));
    }

    [Fact]
    public async Task Build_ChosenEnvironment_ResolvesWithItsPatches()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("apiDefinition.dev.json", DevPatch);

        (await folder.BuildAsync("-p:ConnectorEnvironment=dev")).Succeeded();
        var dev = Host(folder);
        (await folder.BuildAsync("-p:ConnectorEnvironment=prod")).Succeeded();
        var prod = Host(folder);

        Assert.Equal(("orders-dev.contoso.com", "orders.contoso.com"), (dev, prod));
    }

    [Fact]
    public async Task Build_NoEnvironment_ValidatesEachPatchedVariantAndShowsAFindingOnce()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Write("apiDefinition.dev.json", "{\n  \"host\": 42\n}")
            .Write("apiDefinition.prod.json", """{ "info": { "title": "Orders" } }""")
            .Write(
                "apiProperties.json",
                Connectors.Properties.Replace("\"type\": \"oauthSetting\"", "\"type\": \"oauthSettings\"", StringComparison.Ordinal));

        var result = (await folder.BuildAsync()).Failed();

        Assert.Single(result.Diagnostics, l => l.Contains("/apiDefinition.dev.json(2,11): error CB", StringComparison.Ordinal));
        Assert.Single(
            result.Diagnostics,
            l => l.Contains("/apiProperties.json(", StringComparison.Ordinal) && l.Contains("oauthSettings", StringComparison.Ordinal));
        Assert.Equal(
            result.Diagnostics.Distinct(StringComparer.Ordinal).Count(),
            JsonNode.Parse(folder.Read("obj/Orders.sarif"))!["runs"]![0]!["results"]!.AsArray().Count(r => (string?)r!["level"] != "note"));
    }

    [Fact]
    public async Task Build_InAGitRepository_WritesSarifWithPathsFromItsRoot()
    {
        var folder = new ConnectorFolder(sdk)
            .Write("src/Orders/Orders.csproj", Connectors.Project)
            .Write("src/Orders/apiDefinition.swagger.json", "{ \"swagger\": \"2.0\" }");
        Directory.CreateDirectory(folder.PathOf(".git"));

        (await folder.BuildAsync("src/Orders")).Failed();

        var results = JsonNode.Parse(folder.Read("src/Orders/obj/Orders.sarif"))!["runs"]![0]!["results"]!.AsArray();
        Assert.Contains(
            "src/Orders/apiDefinition.swagger.json",
            results.Select(r => (string?)r!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]));
    }

    [Theory]
    [InlineData("oAuthSettings", "\"clientSecret\": \"h7Tq2Lm9Vx4Bn8Rz\"")]
    [InlineData("oAuthSettings", "\"ClientSecret\": { \"value\": \"h7Tq2Lm9Vx4Bn8Rz\" }")]
    public async Task Build_SecretInTheProperties_IsNotCopied(string settings, string secret)
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Write(
                "apiProperties.json",
                Connectors.Properties.Replace("\"oAuthSettings\": {", $"\"{settings}\": {{ {secret},", StringComparison.Ordinal));

        await folder.BuildAsync();

        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.PathOf("obj"), "*", SearchOption.AllDirectories),
            f => File.ReadAllText(f).Contains("h7Tq2Lm9Vx4Bn8Rz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_SecretInTheProperties_IsWarnedOfAndNotCopied()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Write(
                "apiProperties.json",
                Connectors.Properties.Replace(
                    "\"oAuthSettings\": {", "\"oAuthSettings\": { \"clientSecret\": \"h7Tq2Lm9Vx4Bn8Rz\",", StringComparison.Ordinal));

        var result = (await folder.PublishAsync()).Succeeded();

        Assert.Contains(result.Diagnostics, d => d.Contains("warning CB3201", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.PathOf("obj"), "*", SearchOption.AllDirectories),
            f => File.ReadAllText(f).Contains("h7Tq2Lm9Vx4Bn8Rz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_Package_IsTheSameWhicheverEnvironmentIsChosen()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("apiDefinition.dev.json", DevPatch);
        (await folder.PublishAsync()).Succeeded();
        var first = await File.ReadAllBytesAsync(folder.PathOf("bin/publish/ContosoConnectors.zip"), TestContext.Current.CancellationToken);

        (await folder.DeployAsync("-p:ConnectorEnvironment=dev")).Succeeded();

        Assert.Equal(first, await File.ReadAllBytesAsync(folder.PathOf("bin/publish/ContosoConnectors.zip"), TestContext.Current.CancellationToken));
    }

    private static string? Host(ConnectorFolder folder) => (string?)JsonNode.Parse(folder.Read("obj/Orders.apiDefinition.json"))!["host"];
}
