using System.IO.Compression;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

public sealed class PublishTests(PackedSdk sdk)
{
    [Fact]
    public async Task Publish_NoEnvironment_PackagesOnlyAndSaysSo()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Set("FAKE_TOOL_RECORD", "called.txt");

        var result = (await folder.DeployAsync()).Succeeded();

        Assert.Contains("packaged only: no environment was chosen", result.Output, StringComparison.Ordinal);
        Assert.False(folder.Has("called.txt"));
        foreach (var package in new[] { "ContosoConnectors.zip", "ContosoConnectors_managed.zip" })
        {
            using var zip = ZipFile.OpenRead(folder.PathOf("bin/publish/" + package));
            Assert.NotNull(zip.GetEntry("solution.xml"));
        }
    }

    [Fact]
    public async Task Publish_Twice_WritesTheSamePackageOnce()
    {
        var folder = ConnectorFolder.WithConnector(sdk);
        (await folder.PublishAsync()).Succeeded();
        var first = folder.Snapshot();

        (await folder.PublishAsync()).Succeeded();

        Assert.Equal(first, folder.Snapshot());
    }

    [Fact]
    public async Task Publish_OnAMachineWithOtherSettings_WritesTheSameBytes()
    {
        const string Script = "public class Script : ScriptBase\n{\n    public override Task<HttpResponseMessage> ExecuteAsync() => "
            + "Context.SendAsync(Context.Request, CancellationToken);\n}\n";
        var one = ConnectorFolder.WithConnector(sdk).Write("script.csx", Script).Set("TZ", "UTC").Set("LC_ALL", "C").SetUmask("022");
        var other = ConnectorFolder.WithConnector(sdk, Connectors.Project.ReplaceLineEndings("\r\n"))
            .Write("script.csx", Script.ReplaceLineEndings("\r\n"))
            .Write("apiDefinition.swagger.json", Connectors.Definition.ReplaceLineEndings("\r\n"))
            .Write("apiProperties.json", Connectors.Properties.ReplaceLineEndings("\r\n"))
            .Set("TZ", "Pacific/Kiritimati")
            .Set("LC_ALL", "tr_TR.UTF-8")
            .SetUmask("077");

        (await one.PublishAsync()).Succeeded();
        (await other.PublishAsync("-c", "Release")).Succeeded();

        foreach (var package in new[] { "ContosoConnectors.zip", "ContosoConnectors_managed.zip" })
        {
            var stop = TestContext.Current.CancellationToken;
            Assert.Equal(
                await File.ReadAllBytesAsync(one.PathOf("bin/publish/" + package), stop),
                await File.ReadAllBytesAsync(other.PathOf("bin/publish/" + package), stop));
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.None,
                File.GetUnixFileMode(other.PathOf("bin/publish/ContosoConnectors.zip")) & (UnixFileMode.OtherRead | UnixFileMode.GroupRead));
        }
    }

    [Fact]
    public async Task Publish_OutputFolderGiven_PackagesThere()
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        (await folder.PublishAsync("-o", "out")).Succeeded();

        Assert.True(folder.Has("out/ContosoConnectors.zip"));
        Assert.False(Directory.Exists(folder.PathOf("bin/publish")));
    }

    [Fact]
    public async Task Publish_ChosenEnvironment_RunsTheToolWithTheDescriptionAndPassesItsArrowLineOn()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Set("FAKE_TOOL_RECORD", "called.txt")
            .Set("FAKE_TOOL_OUTPUT", "Orders -> https://contoso-dev.crm4.dynamics.com (ContosoConnectors 1.0.0)");

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev")).Succeeded();

        Assert.Equal(
            ["deploy", folder.PathOf("obj/Orders.connector.json"), "--report", folder.PathOf("obj/Orders.deploy.md"), "secret seen: False"],
            await File.ReadAllLinesAsync(folder.PathOf("called.txt"), TestContext.Current.CancellationToken));
        Assert.Contains("Orders -> https://contoso-dev.crm4.dynamics.com", result.Output, StringComparison.Ordinal);
        Assert.True(folder.Has("bin/publish/ContosoConnectors.zip"));
    }

    [Theory]
    [InlineData("publish", "-p:ConnectorPlanOnly=true")]
    [InlineData("build", "-t:PlanConnector")]
    public async Task Plan_ChosenEnvironment_RunsOnlyThePlan(string command, string argument)
    {
        var folder = ConnectorFolder.WithConnector(sdk).Set("FAKE_TOOL_RECORD", "called.txt").Set("FAKE_TOOL_OUTPUT", "+ app registration");

        var result = (await folder.RunAsync(command, argument, "-p:ConnectorEnvironment=dev", ConnectorFolder.FakeTool)).Succeeded();

        Assert.Equal("plan", (await File.ReadAllLinesAsync(folder.PathOf("called.txt"), TestContext.Current.CancellationToken))[0]);
        Assert.Contains("+ app registration", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_DeployIsFalse_PackagesOnlyAndSaysWhy()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Set("FAKE_TOOL_RECORD", "called.txt");

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev", "-p:ConnectorDeploy=false")).Succeeded();

        Assert.Contains("packaged only: ConnectorDeploy is false", result.Output, StringComparison.Ordinal);
        Assert.False(folder.Has("called.txt"));
    }

    [Fact]
    public async Task Publish_NoBuild_PackagesWhatIsThere()
    {
        var folder = ConnectorFolder.WithConnector(sdk);
        (await folder.BuildAsync()).Succeeded();

        (await folder.PublishAsync("--no-build")).Succeeded();

        Assert.True(folder.Has("bin/publish/ContosoConnectors.zip"));
    }

    [Fact]
    public async Task Publish_TerminalLogger_ShowsWhereTheConnectorWent()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Set("FAKE_TOOL_OUTPUT", "Orders -> https://contoso-dev.crm4.dynamics.com (ContosoConnectors 1.0.0)");

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev", "-tl:on")).Succeeded();

        Assert.Contains("https://contoso-dev.crm4.dynamics.com (ContosoConnectors 1.0.0)", result.Output, StringComparison.Ordinal);
    }
}
