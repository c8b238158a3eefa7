using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

public sealed class ToolPackageTests(PackedSdk sdk)
{
    [Fact]
    public async Task Install_FromAFolder_RunsAndUnderstandsAProjectOfThePackedSdk()
    {
        var folder = ConnectorFolder.WithConnector(sdk);
        (await folder.RunPlainAsync("tool", "install", "ConnectorBuild.Tool", "--version", PackedSdk.Version, "--tool-path", "tools")).Succeeded();
        var tool = Directory.EnumerateFiles(folder.PathOf("tools/.store"), "dotnet-connector.dll", SearchOption.AllDirectories).Single();

        var help = (await folder.RunPlainAsync(tool, "--help")).Succeeded();
        var package = (await folder.RunPlainAsync(tool, "package", folder.Root, "--output", folder.PathOf("out"))).Succeeded();

        Assert.Contains("deploy", help.Output, StringComparison.Ordinal);
        Assert.Contains("Orders -> ", package.Output, StringComparison.Ordinal);
        Assert.True(folder.Has("out/ContosoConnectors_managed.zip"));
    }
}
