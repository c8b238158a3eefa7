using System.Text.RegularExpressions;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>What <c>adopt</c> writes is a project that MSBuild builds and that means the connector that exists.</summary>
public sealed partial class AdoptionTests(PackedSdk sdk)
{
    private const string RowId = "6774a467-ce48-42dc-9bda-abc8ad4b3923";

    [Fact]
    public async Task Build_AdoptedFolderOfPac_SucceedsAndKeepsTheRowId()
    {
        var folder = new ConnectorFolder(sdk)
            .Write("orders/apiDefinition.json", Connectors.Definition)
            .Write("orders/apiProperties.json", Connectors.Properties)
            .Write("orders/settings.json", $$"""{"connectorId":"{{RowId}}","apiDefinition":"apiDefinition.json","apiProperties":"apiProperties.json"}""");
        (await folder.RunPlainAsync(Tool(), "adopt", folder.PathOf("orders"), "--prefix", "contoso", "--name", "Orders")).Succeeded();
        UsePackedSdk(folder, "orders/Orders.csproj");

        var build = (await folder.RunAsync("build", "orders/Orders.csproj")).Succeeded();

        Assert.DoesNotContain("warning CB6", build.Output, StringComparison.Ordinal);
        Assert.Contains($"\"rowId\": \"{RowId}\"", folder.Read("orders/obj/Orders.connector.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_ProjectAdoptedFromWhereItWasPublished_HasNothingToDo()
    {
        var folder = ConnectorFolder.WithConnector(sdk, Connectors.Project.Replace("</ItemGroup>", "<ConnectorEnvironment Include=\"local\" /></ItemGroup>", StringComparison.Ordinal));
        (await folder.PublishAsync("-p:ConnectorEnvironment=local")).Succeeded();
        (await folder.RunPlainAsync(Tool(), "adopt", "local", "--state", folder.PathOf("obj/local-cloud/state.json"), "--output", folder.PathOf("adopted"), "--name", "Adopted")).Succeeded();
        UsePackedSdk(folder, "adopted/Adopted.csproj");
        Directory.CreateDirectory(folder.PathOf("adopted/obj"));
        Directory.Move(folder.PathOf("obj/local-cloud"), folder.PathOf("adopted/obj/local-cloud"));

        var plan = await folder.RunPlainAsync(Tool(), "plan", folder.PathOf("adopted"), "--environment", "local", "--detailed-exitcode");

        plan.Succeeded();
        Assert.Contains("nothing to do", plan.Output, StringComparison.Ordinal);
    }

    private static string Tool() => Repository.PathOf($"src/ConnectorBuild.Tool/bin/{Repository.Configuration}/net10.0/dotnet-connector.dll");

    private static void UsePackedSdk(ConnectorFolder folder, string project) =>
        folder.Write(project, SdkVersion().Replace(folder.Read(project), $"ConnectorBuild.Sdk/{PackedSdk.Version}\""));

    [GeneratedRegex("ConnectorBuild\\.Sdk/[^\"]+\"")]
    private static partial Regex SdkVersion();
}
