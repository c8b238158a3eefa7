using System.Reflection;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>samples/OrdersApi as a user has it: a connector whose definition is what the build of an ASP.NET Core API writes.</summary>
public sealed class OrdersApiTests(PackedSdk sdk)
{
    private static readonly string[] Files =
    [
        "OrdersApi/Program.cs", "OrdersApi/Order.cs", "OrdersApi/OrdersApi.csproj", "OrdersApi/appsettings.json",
        "Connector/apiProperties.json", "Connector/connector.overlay.yaml", "Connector/icon.png", "Connector/local-cloud.json", "Connector/script.csx",
    ];

    [Fact]
    public async Task Publish_Local_EndsWithACallOfTheApiThroughTheConnector()
    {
        var folder = Sample();

        var first = (await PublishAsync(folder)).Succeeded();
        folder.Write(
            "Connector/script.csx",
            folder.Read("Connector/script.csx").Replace(
                "var uri =", "throw new InvalidOperationException(\"no stock\"); var uri =", StringComparison.Ordinal));
        var second = (await PublishAsync(folder)).Failed();

        Assert.EndsWith("called: ListOrders returned 200 through sign-in, policies and script", first.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("error CB9616: ", second.Output, StringComparison.Ordinal);
        Assert.Contains("no stock", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("called:", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_AfterTheApisCodeChanged_PlansTheChangeWithItsClass()
    {
        var folder = Sample();
        (await PublishAsync(folder)).Succeeded();
        Assert.DoesNotContain(folder.Root, folder.Read("Connector/obj/OrdersApi.Connector.conversion.md"), StringComparison.Ordinal);

        folder.Write("OrdersApi/Program.cs", folder.Read("OrdersApi/Program.cs")
            .Replace("OrderState? state", "OrderState? state, string? region", StringComparison.Ordinal)
            .Replace(".WithName(\"GetOrder\")", ".WithName(\"ReadOrder\")", StringComparison.Ordinal));
        var changed = (await PublishAsync(folder)).Succeeded();

        Assert.Matches(@"  operation 'ListOrders' parameter 'region' is added \[.*OrdersApi\.json:\d+:\d+\]", changed.Output);
        Assert.Matches(@"! operation 'GetOrder' is renamed to 'ReadOrder'", changed.Output);
        Assert.Contains("warning CB9101", changed.Output, StringComparison.Ordinal);
        Assert.Contains("nothing to do", (await PublishAsync(folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    private static Task<BuildResult> PublishAsync(ConnectorFolder folder) =>
        folder.PublishAsync("Connector/OrdersApi.Connector.csproj", "-p:ConnectorEnvironment=local", "-p:ConnectorDeploy=true");

    private ConnectorFolder Sample()
    {
        var folder = new ConnectorFolder(sdk);
        var source = Repository.PathOf("samples/OrdersApi");
        foreach (var file in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(file))!);
            File.Copy(Path.Combine(source, file), folder.PathOf(file));
        }

        // What the comment in the sample's project says of a folder of one's own.
        var project = File.ReadAllLines(Path.Combine(source, "Connector/OrdersApi.Connector.csproj"))
            .Where(l => !l.Contains("<Import ", StringComparison.Ordinal))
            .Select(l => l == "<Project>" ? $"<Project Sdk=\"ConnectorBuild.Sdk/{PackedSdk.Version}\">" : l);
        var packages = typeof(OrdersApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "NuGetPackageRoot").Value;
        return folder
            .Write("Connector/OrdersApi.Connector.csproj", string.Join('\n', project))
            .Write("OrdersApi/nuget.config", $"""<configuration><packageSources><add key="restored" value="{packages}" /></packageSources></configuration>""");
    }
}
