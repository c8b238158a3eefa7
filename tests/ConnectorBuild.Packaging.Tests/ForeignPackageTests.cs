using System.Text;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

public sealed class ForeignPackageTests
{
    [Fact]
    public void ServerExport_IsUnderstood()
    {
        var package = Read(Exports.ServerExport());

        Assert.Equal("FabrikamOrders", package.Manifest.UniqueName);
        Assert.Equal("Fabrikam orders", package.Manifest.DisplayName);
        Assert.Equal("2.10.0.7", package.Manifest.Version);
        Assert.Equal("fabrikam", package.Manifest.PublisherPrefix);
        Assert.Equal("Fabrikam, Inc.", package.Manifest.PublisherDisplayName);
        Assert.Equal(48210, package.Manifest.OptionValuePrefix);
        Assert.Equal(SolutionPackageType.Unmanaged, package.Type);
        var connector = Assert.Single(package.Connectors);
        Assert.Equal(new Guid(Exports.OrdersId), connector.Identity.RowId);
        Assert.Equal("fabrikam_orders-20api", connector.Identity.Name);
        Assert.Equal("Orders API", connector.Identity.DisplayName);
        Assert.Equal("Orders of Fabrikam", connector.Identity.Description);
        Assert.Equal("#102030", connector.IconBrandColor);
        Assert.Equal("[]", connector.PolicyTemplateInstances);
        Assert.Null(connector.CustomCode);
        Assert.Equal("not really a picture", Contoso.Text(connector.Icon!.Value));
        Assert.Empty(package.Findings("export.zip"));
    }

    [Fact]
    public void ServerExport_WrittenAgain_KeepsEveryFile()
    {
        var export = Exports.ServerExport();
        export["Workflows/Notify-6A0E.json"] = "{ \"unknown\":  true }";
        export["customizations.xml"] = export["customizations.xml"].Replace(
            "<Workflows></Workflows>", "<Workflows><Workflow Name=\"Notify\" /></Workflows>", StringComparison.Ordinal);
        var package = Read(export);

        using var output = new MemoryStream();
        package.WriteTo(output, managed: false);

        var written = ZipBytes.Entries(output.ToArray()).ToDictionary(e => e.Name, e => Contoso.Text(e.Content));
        Assert.Equal(export.OrderBy(e => e.Key, StringComparer.Ordinal), written.OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.Equal(["Workflows/Notify-6A0E.json", "<Workflows>"], package.ForeignParts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\uFEFF[]")]
    public void Policies_EmptyNullOrAList_AreAList(string text) =>
        Assert.Equal("[]", Assert.Single(Read(With("_policytemplateinstances.json", text)).Connectors).PolicyTemplateInstances);

    [Fact]
    public void Policies_Missing_AreAnEmptyList()
    {
        var export = Exports.ServerExport();
        export.Remove("Connector/fabrikam_orders-20api_policytemplateinstances.json");
        export["customizations.xml"] = string.Join(
            '\n',
            export["customizations.xml"].Split('\n').Where(l => !l.Contains("<policytemplateinstances>", StringComparison.Ordinal)));

        Assert.Equal("[]", Assert.Single(Read(export).Connectors).PolicyTemplateInstances);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\uFEFF{}")]
    public void ConnectionParameters_EmptyOrNull_AreAnObject(string text) =>
        Assert.Equal("{}", Assert.Single(Read(With("_connectionparameters.json", text)).Connectors).ConnectionParameters);

    [Theory]
    [InlineData("_iconblob.Png", "_iconblob.png")]
    [InlineData("Connector/", "connector/")]
    [InlineData("Connector/", "Connectors/")]
    public void FileNames_InAnotherCaseOrFolder_AreFound(string usual, string other)
    {
        var export = Exports.ServerExport().ToDictionary(e => e.Key.Replace(usual, other, StringComparison.Ordinal), e => e.Value);

        var connector = Assert.Single(Read(export).Connectors);

        Assert.StartsWith("""{"swagger":"2.0",""", connector.OpenApiDefinition, StringComparison.Ordinal);
        Assert.NotNull(connector.Icon);
    }

    [Fact]
    public void Names_InBothEncodings_AreOpaque()
    {
        var export = Exports.ServerExport().ToDictionary(
            e => e.Key.Replace("fabrikam_orders-20api", "fabrikam_5Forders-20api-2D", StringComparison.Ordinal),
            e => e.Value.Replace("fabrikam_orders-20api", "fabrikam_5Forders-20api-2D", StringComparison.Ordinal));

        Assert.Equal("fabrikam_5Forders-20api-2D", Assert.Single(Read(export).Connectors).Identity.Name);
    }

    [Fact]
    public void Xml_WithBomAndDeclaration_IsUnderstood()
    {
        var export = Exports.ServerExport();
        foreach (var name in new[] { "solution.xml", "customizations.xml" })
        {
            export[name] = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + export[name];
        }

        Assert.Equal("FabrikamOrders", Read(export).Manifest.UniqueName);
    }

    [Fact]
    public void FolderEntries_OfAHandMadeZip_AreNotFiles()
    {
        var export = Exports.ServerExport();
        var entries = export.Select(e => (e.Key, Encoding.UTF8.GetBytes(e.Value))).Prepend(("Connector/", []));

        var package = SolutionPackage.Read(new MemoryStream(ZipBytes.Create([.. entries])));

        Assert.Equal(export.Count, package.Files.Count);
    }

    [Fact]
    public void CustomCode_KeepsItsLineEnds()
    {
        var export = Exports.ServerExport();
        export["Connector/fabrikam_orders-20api_customcodeblobcontent.csx"] = "// one\r\n// two\r\n";
        export["customizations.xml"] = Exports.Customizations(Exports.Connector(
            "fabrikam_orders-20api",
            more: "<scriptoperations>[\"ListOrders\"]</scriptoperations><customcodeblobcontent>/Connector/fabrikam_orders-20api_customcodeblobcontent.csx</customcodeblobcontent>"));

        var connector = Assert.Single(Read(export).Connectors);

        Assert.Equal("// one\r\n// two\r\n", connector.CustomCode);
        Assert.Equal("[\"ListOrders\"]", connector.ScriptOperations);
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" null ")]
    [InlineData("")]
    public void ScriptOperations_ThatThePlatformKeptEmpty_AreNone(string kept)
    {
        var export = Exports.ServerExport();
        export["customizations.xml"] = Exports.Customizations(
            Exports.Connector("fabrikam_orders-20api", more: $"<scriptoperations>{kept}</scriptoperations>"));

        Assert.Null(Assert.Single(Read(export).Connectors).ScriptOperations);
    }

    [Fact]
    public void EnvironmentVariablesAndConnectionReferences_AreRead_AndCurrentValuesLeftAlone()
    {
        var export = Exports.ServerExport();
        export["environmentvariabledefinitions/fabrikam_Key/environmentvariabledefinition.xml"] =
            "<environmentvariabledefinition schemaname=\"fabrikam_Key\"><displayname default=\"Key\"><label description=\"Key\" "
                + "languagecode=\"1033\" "
                + "/></displayname><introducedversion>1.0.0.0</introducedversion><iscustomizable>0</iscustomizable><isrequired>1</isrequired><secretstore>0</secretstore><type>100000005</type></environmentvariabledefinition>";
        export["environmentvariabledefinitions/fabrikam_Key/environmentvariablevalues.json"] = """{"environmentvariablevalues":{}}""";
        export["customizations.xml"] = Exports.Customizations(
            Exports.Connector("fabrikam_orders-20api"),
            $"""<connectionreferences><connectionreference connectionreferencelogicalname="fabrikam_orders_1"><connectionreferencedisplayname>Orders</connectionreferencedisplayname><connectorid>/providers/Microsoft.PowerApps/apis/shared_x</connectorid><customconnectorid><connectorid>{Exports.OrdersId}</connectorid></customconnectorid></connectionreference></connectionreferences>""");

        var package = Read(export);

        Assert.Equal(
            new EnvironmentVariable(
                "fabrikam_Key", "Key",
                EnvironmentVariableType.Secret) { IsRequired = true, IsCustomizable = false, IntroducedVersion = "1.0.0.0" },
            Assert.Single(package.Manifest.EnvironmentVariables));
        Assert.Equal(
            new ConnectionReference(
                "fabrikam_orders_1", "Orders",
                "/providers/Microsoft.PowerApps/apis/shared_x") { CustomConnectorRowId = new Guid(Exports.OrdersId) },
            Assert.Single(package.Manifest.ConnectionReferences));
        Assert.Contains(package.Files, f => f.Path.EndsWith("environmentvariablevalues.json", StringComparison.Ordinal));
        Assert.Empty(package.ForeignParts);
    }

    [Fact]
    public void Publisher_OtherThanExpected_IsRefused()
    {
        var package = Read(Exports.ServerExport());

        package.RequirePublisher("Fabrikam");
        var failure = Assert.Throws<ConnectorException>(() => package.RequirePublisher("contoso"));

        Assert.Equal("CB6236", Assert.Single(failure.Diagnostics).Id);
    }

    private static SolutionPackage Read(Dictionary<string, string> export) => SolutionPackage.Read(new MemoryStream(ZipBytes.Create(export)));

    private static Dictionary<string, string> With(string file, string text)
    {
        var export = Exports.ServerExport();
        export["Connector/fabrikam_orders-20api" + file] = text;
        return export;
    }
}
