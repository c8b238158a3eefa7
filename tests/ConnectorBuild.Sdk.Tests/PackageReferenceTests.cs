using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>An ordinary project with a PackageReference: it is still an assembly, and deploys only when asked to.</summary>
public sealed class PackageReferenceTests(PackedSdk sdk)
{
    [Theory]
    [InlineData("TargetFramework")]
    [InlineData("TargetFrameworks")]
    public async Task Build_OrdinaryProject_CompilesAndValidatesOnce(string framework)
    {
        var folder = WithLibrary(framework).Write("apiProperties.stage.json", "{}");

        var result = (await folder.BuildAsync()).Succeeded();

        Assert.Contains("apiProperties.stage.json : warning CB6110", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
        Assert.True(folder.Has("bin/Debug/net10.0/Library.dll"));
        Assert.True(folder.Has("obj/Library.receipt.json"));
    }

    [Fact]
    public async Task Publish_OrdinaryProject_NeitherPackagesNorDeploysAndSaysSo()
    {
        var folder = WithLibrary("TargetFramework").Set("FAKE_TOOL_RECORD", "called.txt");

        var result = (await folder.DeployAsync("-p:ConnectorEnvironment=dev")).Succeeded();

        Assert.Contains("Library -> connector not packaged or deployed", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "*.zip", SearchOption.AllDirectories));
        Assert.False(folder.Has("called.txt"));
    }

    [Fact]
    public async Task Publish_OrdinaryProjectAndDeployIsTrue_Deploys()
    {
        var folder = WithLibrary("TargetFramework").Set("FAKE_TOOL_RECORD", "called.txt");

        (await folder.DeployAsync("-p:ConnectorEnvironment=dev", "-p:ConnectorDeploy=true")).Succeeded();

        Assert.Single(Directory.EnumerateFiles(folder.Root, "ContosoConnectors.zip", SearchOption.AllDirectories));
        Assert.True(folder.Has("called.txt"));
    }

    private ConnectorFolder WithLibrary(string framework) => new ConnectorFolder(sdk)
        .Write("Library.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <{framework}>net10.0</{framework}>
                <ConnectorSolutionName>ContosoConnectors</ConnectorSolutionName>
                <ConnectorPublisherPrefix>contoso</ConnectorPublisherPrefix>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ConnectorBuild.Sdk" Version="{PackedSdk.Version}" PrivateAssets="all" />
                <ConnectorEnvironment Include="dev" Url="https://contoso-dev.crm4.dynamics.com" TenantId="11111111-2222-4333-8444-555555555555" />
              </ItemGroup>
            </Project>
            """)
        .Write("Library.cs", "public static class Library;")
        .Write("apiDefinition.swagger.json", Connectors.Definition)
        .Write("apiProperties.json", Connectors.Properties);
}
