using System.IO.Compression;
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
        var folder = ConnectorFolder.WithConnector(
            sdk,
            Connectors.Project.Replace("</ItemGroup>", "<ConnectorEnvironment Include=\"local\" /></ItemGroup>", StringComparison.Ordinal));
        (await folder.PublishAsync("-p:ConnectorEnvironment=local")).Succeeded();
        (await folder.RunPlainAsync(
            Tool(), "adopt", "local", "--state", folder.PathOf("obj/local-cloud/state.json"), "--output", folder.PathOf("adopted"),
            "--name", "Adopted")).Succeeded();
        UsePackedSdk(folder, "adopted/Adopted.csproj");
        var ownCloud = (await folder.RunPlainAsync(Tool(), "plan", folder.PathOf("adopted"), "--environment", "local")).Succeeded();
        Assert.Contains("+ create connector", ownCloud.Output, StringComparison.Ordinal);
        Directory.Delete(folder.PathOf("adopted/obj"), recursive: true);
        Directory.CreateDirectory(folder.PathOf("adopted/obj"));
        Directory.Move(folder.PathOf("obj/local-cloud"), folder.PathOf("adopted/obj/local-cloud"));

        var plan = await folder.RunPlainAsync(Tool(), "plan", folder.PathOf("adopted"), "--environment", "local", "--detailed-exitcode");

        plan.Succeeded();
        Assert.Contains("nothing to do", plan.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("unpacked")]
    [InlineData("unzipped")]
    public async Task Publish_AdoptedSolutionOfTwoConnectors_GivesTheZipThatItWasAdoptedFrom(string form)
    {
        var folder = new ConnectorFolder(sdk)
            .Write("Orders/Orders.csproj", $"""
                <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
                  <PropertyGroup>
                    <ConnectorDisplayName>50%2541 off %24(Orders)</ConnectorDisplayName>
                    <ConnectorDescription>Not what the definition says;
                and in two lines.</ConnectorDescription>
                  </PropertyGroup>
                </Project>
                """)
            .Write(
                "Orders/apiDefinition.swagger.json",
                Connectors.Definition.Replace(
                    "orders.contoso.com", "@environmentVariables(\\\"contoso_Host\\\")", StringComparison.Ordinal))
            .Write("Orders/apiProperties.json", Connectors.Properties)
            .Write("Invoices/Invoices.csproj", $"""
                <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
                  <PropertyGroup><ConnectorOmitDescription>true</ConnectorOmitDescription></PropertyGroup>
                </Project>
                """)
            .Write(
                "Invoices/apiDefinition.swagger.json",
                Connectors.Definition.Replace("Contoso Orders", "Contoso Invoices", StringComparison.Ordinal))
            .Write("Invoices/apiProperties.json", Connectors.Properties)
            .Write("Solution/Solution.csproj", $"""
                <Project Sdk="ConnectorBuild.Sdk/{PackedSdk.Version}">
                  <PropertyGroup>
                    <ConnectorSolutionName>ContosoConnectors</ConnectorSolutionName>
                    <ConnectorPublisherPrefix>contoso</ConnectorPublisherPrefix>
                    <ConnectorSolutionDescription>Orders and invoices.</ConnectorSolutionDescription>
                    <ConnectorPublisherName>ContosoLtd</ConnectorPublisherName>
                    <ConnectorPublisherDisplayName>Contoso Ltd. %26 Co</ConnectorPublisherDisplayName>
                    <ConnectorPublisherDescription>Connectors of the integration team; 100%25 "ours".</ConnectorPublisherDescription>
                    <ConnectorPublisherEmail>connectors@contoso.com</ConnectorPublisherEmail>
                    <ConnectorPublisherUrl>https://contoso.com/?a=1%26b=2</ConnectorPublisherUrl>
                    <ConnectorPublisherOptionValuePrefix>72700</ConnectorPublisherOptionValuePrefix>
                    <Version>1.4.0.2</Version>
                  </PropertyGroup>
                  <ItemGroup>
                    <ConnectorProject Include="../Orders/Orders.csproj;../Invoices/Invoices.csproj" />
                    <ConnectorEnvironmentVariable Include="contoso_Host" DisplayName="Host" Description="Where orders are." DefaultValue="orders.contoso.com" IsRequired="true" IntroducedVersion="1.0.0.1" />
                    <ConnectorEnvironmentVariable Include="contoso_Limits" Type="Json" IsCustomizable="false" />
                    <ConnectorConnectionReference Include="contoso_Mail" DisplayName="Mail" Description="Who is told." ConnectorId="/providers/Microsoft.PowerApps/apis/shared_office365" />
                    <ConnectorTranslation Include="solution" Language="1031" DisplayName="Konnektoren" Description="Bestellungen und Rechnungen." />
                    <ConnectorTranslation Include="publisher" Language="1036" DisplayName="Contoso SA" />
                    <ConnectorTranslation Include="contoso_Host" Language="1031" DisplayName="Rechner" Description="Wo die Bestellungen sind." />
                  </ItemGroup>
                </Project>
                """);
        (await folder.PublishAsync("Solution/Solution.csproj", "-o", "first")).Succeeded();

        var source = form == "zip" ? "first/ContosoConnectors.zip" : form;
        switch (form)
        {
            case "unpacked":
                (await folder.RunPlainAsync(
                    Tool(), "unpack", folder.PathOf("first/ContosoConnectors.zip"), "--output", folder.PathOf(form))).Succeeded();
                break;
            case "unzipped":
                await ZipFile.ExtractToDirectoryAsync(
                    folder.PathOf("first/ContosoConnectors.zip"), folder.PathOf(form), TestContext.Current.CancellationToken);
                break;
        }

        (await folder.RunPlainAsync(Tool(), "adopt", folder.PathOf(source), "--all", "--output", folder.PathOf("adopted"))).Succeeded();
        foreach (var project in new[] { "ContosoConnectors/ContosoConnectors", "5041OffOrders/5041OffOrders", "ContosoInvoices/ContosoInvoices" })
        {
            UsePackedSdk(folder, $"adopted/{project}.csproj");
        }

        (await folder.PublishAsync("adopted/ContosoConnectors/ContosoConnectors.csproj", "-o", "second")).Succeeded();

        Assert.Equal(await HashAsync("first/ContosoConnectors.zip"), await HashAsync("second/ContosoConnectors.zip"));
        Assert.Contains("contoso_Limits", folder.Read("adopted/ContosoConnectors/ContosoConnectors.csproj"), StringComparison.Ordinal);

        async Task<string> HashAsync(string file) =>
            Convert.ToHexString(
                System.Security.Cryptography.SHA256.HashData(
                    await File.ReadAllBytesAsync(folder.PathOf(file), TestContext.Current.CancellationToken)));
    }

    private static string Tool() => Repository.PathOf($"src/ConnectorBuild.Tool/bin/{Repository.Configuration}/net10.0/dotnet-connector.dll");

    private static void UsePackedSdk(ConnectorFolder folder, string project) =>
        folder.Write(project, SdkVersion().Replace(folder.Read(project), $"ConnectorBuild.Sdk/{PackedSdk.Version}\""));

    [GeneratedRegex("ConnectorBuild\\.Sdk/[^\"]+\"")]
    private static partial Regex SdkVersion();
}
