using System.Reflection;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>
/// samples/OrdersWebApi as a user has it: an ASP.NET Core API whose build writes the connector's definition, with a PackageReference.
/// </summary>
public sealed class WebApiTests(PackedSdk sdk)
{
    private static readonly string[] Files =
        ["Program.cs", "ConnectorDocument.cs", "appsettings.json", "apiProperties.json", "local-cloud.json", "icon.png"];

    [Fact]
    public async Task Publish_FreshClone_WritesTheDefinitionDeploysItAndProvesTheSignIn()
    {
        var folder = Sample();

        var first = (await folder.PublishAsync("-p:ConnectorEnvironment=local", "-p:ConnectorDeploy=true")).Succeeded();
        var second = (await folder.PublishAsync("-p:ConnectorEnvironment=local", "-p:ConnectorDeploy=true")).Succeeded();

        first.Clean();
        Assert.Contains("got a token for 0b5e3b0e-7d0a-4b52-9d0c-6f0f2a0c1e11 (Orders.Read)", first.Output, StringComparison.Ordinal);
        Assert.Contains("proved: maker@", first.Output, StringComparison.Ordinal);
        Assert.Contains("nothing to do", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_SourceChanged_ValidatesWhatThisBuildWrote()
    {
        var folder = Sample();
        (await folder.BuildAsync()).Succeeded();
        folder.Write("ConnectorDocument.cs", folder.Read("ConnectorDocument.cs").Replace("""[new OpenApiServer { Url = "https://orders.contoso.com" }]""", "[]", StringComparison.Ordinal));

        var result = await folder.BuildAsync();

        Assert.Contains(
            result.Diagnostics,
            d => d.Contains("apiDefinition.json(", StringComparison.Ordinal) && d.Contains("CB2002", StringComparison.Ordinal));
    }

    private ConnectorFolder Sample()
    {
        var folder = new ConnectorFolder(sdk);
        var source = Repository.PathOf("samples/OrdersWebApi");
        foreach (var file in Files)
        {
            File.Copy(Path.Combine(source, file), folder.PathOf(file));
        }

        // What the comment in the sample's project says of a folder of one's own.
        var project = File.ReadAllLines(Path.Combine(source, "OrdersWebApi.csproj"))
            .Where(l => !l.Contains("<Import ", StringComparison.Ordinal))
            .Select(l => l == "<Project>" ? "<Project Sdk=\"Microsoft.NET.Sdk.Web\">" : l)
            .Select(l => l.Contains("<PackageReference Include=\"Microsoft.AspNetCore.OpenApi\"", StringComparison.Ordinal)
                ? $"{l}<PackageReference Include=\"ConnectorBuild.Sdk\" Version=\"{PackedSdk.Version}\" PrivateAssets=\"all\" />"
                : l);
        var packages = typeof(WebApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NuGetPackageRoot").Value;
        return folder
            .Write("OrdersWebApi.csproj", string.Join('\n', project))
            .Write("nuget.config", $"""<configuration><packageSources><add key="restored" value="{packages}" /></packageSources></configuration>""");
    }
}
