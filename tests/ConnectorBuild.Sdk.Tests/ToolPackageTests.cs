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

    [Fact]
    public async Task Manifest_InstalledAndRestored_RunsTheTool()
    {
        var folder = ConnectorFolder.WithConnector(sdk);
        (await folder.RunPlainAsync("new", "tool-manifest")).Succeeded();
        (await folder.RunPlainAsync("tool", "install", "ConnectorBuild.Tool", "--version", PackedSdk.Version)).Succeeded();
        (await folder.RunPlainAsync("tool", "restore")).Succeeded();

        var version = (await folder.RunPlainAsync("connector", "--version")).Succeeded();

        Assert.StartsWith(PackedSdk.ToolVersion, version.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dnx_FromTheFeed_RunsTheTool()
    {
        var folder = new ConnectorFolder(sdk);

        var version = (await folder.RunPlainAsync("dnx", $"ConnectorBuild.Tool@{PackedSdk.Version}", "--yes", "--", "--version")).Succeeded();

        Assert.Contains(PackedSdk.ToolVersion, version.Output, StringComparison.Ordinal);
    }
}
