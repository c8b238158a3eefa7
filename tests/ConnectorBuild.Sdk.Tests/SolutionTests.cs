using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

public sealed class SolutionTests(PackedSdk sdk)
{
    [Fact]
    public async Task Build_TenConnectorsInParallel_KeepsThemApart()
    {
        var folder = WithConnectors(10);

        var result = (await folder.BuildAsync("All.slnx", "-m:4")).Succeeded();

        result.Clean();
        Assert.All(
            Enumerable.Range(1, 10),
            n => Assert.Contains($"Title {n}\"", folder.Read($"C{n}/obj/C{n}.apiDefinition.json"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_Solution_DeploysNothingAndSaysSo()
    {
        var folder = WithConnectors(2).Set("FAKE_TOOL_RECORD", "called.txt");

        var result = (await folder.DeployAsync("All.slnx", "-p:ConnectorEnvironment=dev")).Succeeded();

        Assert.Contains("C1 -> ", result.Output, StringComparison.Ordinal);
        Assert.Contains("packaged only: publishing a solution file deploys nothing", result.Output, StringComparison.Ordinal);
        Assert.True(folder.Has("C2/bin/publish/ContosoConnectors.zip"));
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "called.txt", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Publish_SolutionAndDeployIsTrue_Deploys()
    {
        var folder = WithConnectors(2).Set("FAKE_TOOL_OUTPUT", "deployed");

        var result = (await folder.DeployAsync("All.slnx", "-p:ConnectorEnvironment=dev", "-p:ConnectorDeploy=true")).Succeeded();

        Assert.Equal(2, result.Output.Split('\n').Count(l => l.Trim() == "deployed"));
    }

    [Fact]
    public async Task Build_ReusedNodes_SeeWhatChangedInBetween()
    {
        // A handshake of their own keeps the nodes from serving, and from being, anybody else's; they end soon after the test.
        var folder = WithConnectors(4)
            .Set("MSBUILDDISABLENODEREUSE", "0")
            .Set("MSBUILDNODEHANDSHAKESALT", Guid.NewGuid().ToString("N"))
            .Set("MSBUILDNODECONNECTIONTIMEOUT", "20000");
        (await folder.RunAsync(nodeReuse: true, "build", "All.slnx", "-m:2")).Succeeded();
        folder.Write("C2/apiDefinition.swagger.json", Definition("Changed"));
        folder.Write("C3/apiProperties.nowhere.json", "{}");

        var second = (await folder.RunAsync(nodeReuse: true, "build", "All.slnx", "-m:2")).Succeeded();

        Assert.Contains("Changed\"", folder.Read("C2/obj/C2.apiDefinition.json"), StringComparison.Ordinal);
        Assert.Contains("apiProperties.nowhere.json : warning CB6110", Assert.Single(second.Diagnostics), StringComparison.Ordinal);
    }

    private ConnectorFolder WithConnectors(int count)
    {
        var folder = new ConnectorFolder(sdk);
        for (var n = 1; n <= count; n++)
        {
            folder.Write($"C{n}/C{n}.csproj", Connectors.Project)
                .Write($"C{n}/apiDefinition.swagger.json", Definition($"Title {n}"))
                .Write($"C{n}/apiProperties.json", Connectors.Properties);
        }

        return folder.Write(
            "All.slnx",
            $"<Solution>{string.Concat(Enumerable.Range(1, count).Select(n => $"<Project Path=\"C{n}/C{n}.csproj\" />"))}</Solution>");
    }

    private static string Definition(string title) => Connectors.Definition.Replace("Contoso Orders", title, StringComparison.Ordinal);
}
