using System.Text.Json.Nodes;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Where the values of environment variables come from: command line, project, what packaging left beside the package, defaults.</summary>
public sealed class SettingsFileTests : ToolRun
{
    private const string Variable = "contoso_azureresourcemanager_Host";

    public static TheoryData<string, string> Commands => new MatrixTheoryData<string, string>(["plan", "deploy", "status"], ["Direct", "Solution"]);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Settings_FileThatIsMissing_AreAnErrorOnEveryRoute(string command, string route)
    {
        Describe(p => p with { Environments = [p.Environments[0] with { Route = route }] });

        var (exit, said) = await RunAsync(command, Description, "--settings", At("nowhere.json"));

        Assert.Equal(1, exit);
        Assert.Contains("CB6241", said, StringComparison.Ordinal);
        Assert.Contains("nowhere.json", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Settings_FileOfTheProjectThatIsBroken_AreAnErrorOnEveryRoute(string command, string route)
    {
        Write("settings.json", "{");
        Describe(p => p with { Environments = [p.Environments[0] with { Route = route }], DeploymentSettingsFile = At("settings.json") });

        var (exit, said) = await RunAsync(command, Description);

        Assert.Equal(1, exit);
        Assert.Contains("CB6241", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, "patched.example")]
    [InlineData(false, true, "project.example")]
    [InlineData(true, true, "line.example")]
    [InlineData(true, false, "line.example")]
    public async Task Deploy_PackageWithValuesBesideIt_TakesEachValueFromTheFirstFileThatHasOne(bool hasLine, bool hasProject, string expected)
    {
        Write("apiDefinition.local.json", """{"host":"patched.example"}""");
        Write("project.json", Settings(hasProject ? "project.example" : null));
        Write("line.json", Settings("line.example"));
        Describe(p => p with { Environments = [p.Environments[0] with { Route = "Solution" }], DeploymentSettingsFile = At("project.json") });
        Assert.Equal(0, (await RunAsync("package", Description, "--output", At("out"))).Exit);

        var (exit, said) = await RunAsync(
            ["deploy", Description, "--package", At("out/ContosoConnectors.zip"), .. hasLine ? ["--settings", At("line.json")] : Array.Empty<string>()]);

        Assert.True(exit == 0, said);
        Assert.Contains($"'{Variable}' is new: '{expected}'", said, StringComparison.Ordinal);
        Assert.DoesNotContain("CB8111", said, StringComparison.Ordinal);
        var written = JsonNode.Parse(Read("obj/AzureResourceManager.local.settings.json"))!["EnvironmentVariables"]!.AsArray();
        Assert.Equal(expected, (string?)written.Single(v => (string?)v!["SchemaName"] == Variable)!["Value"]);
    }

    // A variable of another connector, and this one's where it is given.
    private static string Settings(string? host) => new JsonObject
    {
        ["EnvironmentVariables"] = new JsonArray(
        [
            new JsonObject { ["SchemaName"] = "contoso_Elsewhere", ["Value"] = "x" },
            .. host is null ? Array.Empty<JsonNode>() : [new JsonObject { ["SchemaName"] = Variable, ["Value"] = host }],
        ]),
    }.ToJsonString();
}
