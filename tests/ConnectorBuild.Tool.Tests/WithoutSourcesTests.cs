using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Tests;

/// <summary>A package and its description, carried to where there are no sources.</summary>
public sealed class WithoutSourcesTests : ToolRun
{
    private string Carried => At("elsewhere/AzureResourceManager.connector.json");

    [Fact]
    public async Task Deploy_DescriptionOfAnotherMachine_LeavesItsFilesBesideIt()
    {
        await CarryAsync();

        var (exit, said) = await RunAsync("deploy", Carried, "--package", At("elsewhere/ContosoConnectors.zip"));

        Assert.True(exit == 0, said);
        Assert.True(File.Exists(At("elsewhere/AzureResourceManager.local.deployed.json")));
        Assert.True(File.Exists(At("elsewhere/AzureResourceManager.local.settings.json")));
        Assert.DoesNotContain("_deployment", Read("elsewhere/AzureResourceManager.local.settings.json"), StringComparison.Ordinal);
        Assert.Contains("_ClientId", Read("elsewhere/AzureResourceManager.local.settings.json"), StringComparison.Ordinal);
        Assert.Contains($"settings       {At("elsewhere/AzureResourceManager.local.settings.json")}", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("machine")));
    }

    [Fact]
    public async Task Deploy_ReceiptThatCannotBeWritten_IsDoneWithAWarning()
    {
        await CarryAsync();
        Directory.CreateDirectory(At("elsewhere/AzureResourceManager.local.deployed.json"));
        Directory.CreateDirectory(At("elsewhere/AzureResourceManager.local.settings.json"));

        var (exit, said) = await RunAsync("deploy", Carried, "--package", At("elsewhere/ContosoConnectors.zip"));

        Assert.True(exit == 0, said);
        Assert.Equal(2, said.Split("warning CB9019: ").Length - 1);
        Assert.Contains("A later build cannot warn before the secret expires. Copy", said, StringComparison.Ordinal);
        Assert.Contains("The flows' solution lacks deployment settings with this environment's connector ids. Copy", said, StringComparison.Ordinal);
        Assert.DoesNotContain("error CB", said, StringComparison.Ordinal);
        Assert.DoesNotContain("  settings   ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ProjectOfTheSolutionsName_LeavesThePackagesSettingsAlone()
    {
        await CarryAsync(p => p with { ProjectName = "ContosoConnectors" });
        var given = Read("elsewhere/ContosoConnectors.local.settings.json");

        var (exit, said) = await RunAsync("deploy", Carried, "--package", At("elsewhere/ContosoConnectors.zip"));

        Assert.True(exit == 0, said);
        Assert.Equal(given, Read("elsewhere/ContosoConnectors.local.settings.json"));
        Assert.True(File.Exists(At("elsewhere/ContosoConnectors.local.deployed.settings.json")));
    }

    private async Task CarryAsync(Func<ConnectorProject, ConnectorProject>? change = null)
    {
        Describe(p => p with { Environments = [p.Environments[0] with { Route = "Solution" }] });
        Assert.Equal(0, (await RunAsync("package", Description, "--output", At("elsewhere"))).Exit);
        var project = ProjectDescription.Read(Description) with
        {
            ProjectFile = At("machine/Orders/Orders.csproj"),
            ProjectDirectory = At("machine/Orders"),
            IntermediateDirectory = At("machine/Orders/obj"),
            DefinitionFile = At("machine/Orders/apiDefinition.swagger.json"),
            PropertiesFile = At("machine/Orders/apiProperties.json"),
        };
        await File.WriteAllBytesAsync(Carried, (change?.Invoke(project) ?? project).ToJson(), TestContext.Current.CancellationToken);
    }
}
