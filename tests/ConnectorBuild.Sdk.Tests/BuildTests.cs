using System.Text.Json.Nodes;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

public sealed class BuildTests(PackedSdk sdk)
{
    [Fact]
    public async Task Build_ValidConnector_WritesWhatOthersReadAndNothingElse()
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        var result = (await folder.BuildAsync()).Succeeded();

        result.Clean();
        Assert.Contains("Orders -> ", result.Output, StringComparison.Ordinal);
        Assert.Equal("Contoso Orders", (string?)JsonNode.Parse(folder.Read("obj/Orders.apiDefinition.json"))!["info"]!["title"]);
        Assert.NotNull(JsonNode.Parse(folder.Read("obj/Orders.apiProperties.json"))!["properties"]);
        Assert.Equal(0, (int?)JsonNode.Parse(folder.Read("obj/Orders.receipt.json"))!["errors"]);
        Assert.Empty(Directory.EnumerateFiles(folder.PathOf("bin"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("Debug")]
    [InlineData("Release")]
    public async Task Build_AnyConfiguration_WritesToTheSamePlace(string configuration)
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        (await folder.PublishAsync("-c", configuration)).Succeeded();

        Assert.True(folder.Has("obj/Orders.apiDefinition.json"));
        Assert.True(folder.Has("bin/publish/ContosoConnectors.zip"));
        Assert.Empty(Directory.EnumerateDirectories(folder.Root, configuration, SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateDirectories(folder.Root, "net10.0", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Build_SecondTime_RewritesNothingAndRepeatsItsDiagnostics()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("apiProperties.stage.json", "{}");
        var first = (await folder.BuildAsync()).Succeeded();
        var written = folder.Snapshot();

        var second = (await folder.BuildAsync()).Succeeded();

        Assert.Equal(written, folder.Snapshot());
        Assert.NotEmpty(first.Diagnostics);
        Assert.Equal(first.Diagnostics, second.Diagnostics);
    }

    [Fact]
    public async Task Build_FolderWhereAFileOfTheBuildGoes_IsAnErrorThatNamesIt()
    {
        var folder = ConnectorFolder.WithConnector(sdk);
        Directory.CreateDirectory(folder.PathOf("obj/Orders.receipt.json"));

        var result = (await folder.BuildAsync()).Failed();

        Assert.Contains(
            result.Diagnostics,
            d => d.Contains("error CB6105", StringComparison.Ordinal) && d.Contains("Orders.receipt.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_ChangedInput_RewritesWhatDependsOnIt()
    {
        var folder = ConnectorFolder.WithConnector(sdk);
        (await folder.BuildAsync()).Succeeded();
        var before = folder.Read("obj/Orders.receipt.json");
        folder.Write("apiDefinition.swagger.json", Connectors.Definition.Replace("Contoso Orders", "Contoso Purchases", StringComparison.Ordinal));

        (await folder.BuildAsync()).Succeeded();

        Assert.Contains("Contoso Purchases", folder.Read("obj/Orders.apiDefinition.json"), StringComparison.Ordinal);
        Assert.NotEqual(before, folder.Read("obj/Orders.receipt.json"));
    }

    [Fact]
    public async Task Build_FilesNamedByProperties_AreUsed()
    {
        var folder = new ConnectorFolder(sdk)
            .Write(
                "Orders.csproj",
                Connectors.Project.Replace(
                    "</PropertyGroup>",
                    "<ConnectorDefinitionFile>api/orders.json</ConnectorDefinitionFile><ConnectorPropertiesFile>api/properties.json</ConnectorPropertiesFile></PropertyGroup>",
                    StringComparison.Ordinal))
            .Write("api/orders.json", Connectors.Definition)
            .Write("api/properties.json", Connectors.Properties);

        (await folder.BuildAsync()).Succeeded();

        var description = JsonNode.Parse(folder.Read("obj/Orders.connector.json"))!;
        Assert.Equal(folder.PathOf("api/orders.json"), (string?)description["definitionFile"]);
        Assert.Equal(folder.PathOf("api/properties.json"), (string?)description["propertiesFile"]);
    }

    [Fact]
    public async Task Build_InheritedTargetFrameworks_StillBuildsOnce()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Write("Directory.Build.props", "<Project><PropertyGroup><TargetFrameworks>net8.0;net9.0</TargetFrameworks></PropertyGroup></Project>");

        var result = (await folder.BuildAsync()).Succeeded();

        Assert.Single(result.Output.Split('\n'), line => line.Contains("Orders -> ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_StaticGraph_Succeeds()
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        (await folder.BuildAsync("-graph")).Succeeded();

        Assert.True(folder.Has("obj/Orders.receipt.json"));
    }

    [Fact]
    public async Task Clean_AfterPublish_RemovesWhatWasWrittenButNotTheLocalCloud()
    {
        var folder = ConnectorFolder.WithConnector(sdk);
        (await folder.PublishAsync()).Succeeded();
        folder.Write("obj/local-cloud/state.json", "{}").Write("obj/Orders.deploy.md", "a report").Write("obj/Orders.dev.deployed.json", "{}");

        (await folder.RunAsync("clean")).Succeeded();

        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.PathOf("obj"), "Orders.*"),
            f => !Path.GetFileName(f).StartsWith("Orders.csproj.", StringComparison.Ordinal)
                && !f.EndsWith(".assets.cache", StringComparison.Ordinal));
        Assert.False(folder.Has("bin/publish/ContosoConnectors.zip"));
        Assert.False(folder.Has("bin/publish/ContosoConnectors_managed.zip"));
        Assert.True(folder.Has("obj/local-cloud/state.json"));
    }

    [Fact]
    public async Task DesignTimeBuild_OfAnEditor_WritesNothingAndFindsTheProjectInOrder()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("apiDefinition.swagger.json", "not json");
        (await folder.RunAsync("restore")).Succeeded();
        var before = folder.Snapshot().Keys;

        var result = await folder.RunAsync(
            "msbuild",
            "-p:DesignTimeBuild=true",
            "-p:BuildingProject=false",
            "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true",
            "-t:CollectPackageReferences;ResolveAssemblyReferencesDesignTime;ResolveProjectReferencesDesignTime;CompileDesignTime;ValidateConnector;PackageConnector;DeployConnector");

        result.Succeeded();
        Assert.DoesNotContain(
            folder.Snapshot().Keys.Except(before),
            f => f.Contains("connector", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".zip", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_OldSdk_SaysWhatToInstall()
    {
        var folder = ConnectorFolder.WithConnector(sdk);

        var result = (await folder.BuildAsync("-p:NETCoreSdkVersion=9.0.300")).Failed();

        Assert.Contains("Orders.csproj : error CB6101: ", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }
}
