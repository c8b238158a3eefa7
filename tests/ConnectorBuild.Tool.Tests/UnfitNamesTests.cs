using System.Xml.Linq;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What a build refuses, plan and deploy refuse with the same code before the first request that writes, on either route.</summary>
public sealed class UnfitNamesTests : ToolRun
{
    public static TheoryData<string, string, string> Unfit { get; } = new()
    {
        { "ConnectorSolutionName", "Contoso Connectors 2", "CB6201" },
        { "ConnectorSolutionName", "1Contoso", "CB6201" },
        { "ConnectorSolutionName", "", "CB6247" },
        { "ConnectorPublisherName", "Contoso Ltd.", "CB6201" },
        { "ConnectorPublisherPrefix", "contosocompany", "CB6202" },
        { "ConnectorPublisherPrefix", "mscrmx", "CB6202" },
        { "Version", "next", "CB6203" },
        { "ConnectorName", new string('x', 600), "CB6205" },
        { "ConnectorSolutionDisplayName", new string('x', 257), "CB6207" },
        { "ConnectorDisplayName", new string('x', 201), "CB6207" },
        { "ConnectorDescription", new string('x', 1001), "CB6208" },
        { "ConnectorDescription", "a bell\u0007", "CB6212" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public Task Deploy_Direct_IsRefusedBeforeAnythingIsWritten(string property, string value, string code) =>
        RequireRefusedAsync("Direct", property, value, code);

    [Theory]
    [MemberData(nameof(Unfit))]
    public Task Deploy_Solution_IsRefusedBeforeAnythingIsWritten(string property, string value, string code) =>
        RequireRefusedAsync("Solution", property, value, code);

    private async Task RequireRefusedAsync(string route, string property, string value, string code)
    {
        Write(
            "AzureResourceManager.csproj",
            "<Project>\n  <PropertyGroup>\n    "
                + $"<{property}>{new XText(value.Replace("\u0007", "", StringComparison.Ordinal))}</{property}>\n  "
                + "</PropertyGroup>\n</Project>\n");
        Describe(p => Changed(p, property, value) with
        {
            ProjectFile = At("AzureResourceManager.csproj"),
            Environments = [new DeploymentEnvironment { Name = "local", Route = route }],
        });

        foreach (var command in new[] { "plan", "deploy" })
        {
            var (exit, output) = await RunAsync(command, Description);

            Assert.True(exit == 1 && output.Contains($"error {code}: ", StringComparison.Ordinal), output);
            Assert.DoesNotContain("applying", output, StringComparison.Ordinal);
            if (code is "CB6201" or "CB6202" or "CB6203" && property != "ConnectorPublisherName")
            {
                Assert.Contains($"AzureResourceManager.csproj(3,5): error {code}: ", output, StringComparison.Ordinal);
            }
        }

        Assert.False(
            File.Exists(State) && (await File.ReadAllTextAsync(State, TestContext.Current.CancellationToken))
                .Contains("ContosoConnectors", StringComparison.Ordinal));
    }

    private static ConnectorProject Changed(ConnectorProject project, string property, string value) => property switch
    {
        "ConnectorSolutionName" => project with { SolutionName = value.Length == 0 ? null : value },
        "ConnectorSolutionDisplayName" => project with { SolutionDisplayName = value },
        "ConnectorPublisherName" => project with { PublisherName = value },
        "ConnectorPublisherPrefix" => project with { PublisherPrefix = value },
        "Version" => project with { SolutionVersion = value },
        "ConnectorName" => project with { ConnectorName = value },
        "ConnectorDisplayName" => project with { DisplayName = value },
        "ConnectorDescription" => project with { Description = value },
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, null),
    };
}
