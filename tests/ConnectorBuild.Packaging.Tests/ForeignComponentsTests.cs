using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Components beside connectors in a package that was made elsewhere, as type and name.</summary>
public sealed class ForeignComponentsTests
{
    private const string FlowId = "6a0e1111-2222-4333-8444-555555555555";

    [Fact]
    public void OtherComponents_RootComponents_AreNamedByTypeAndName() =>
        Assert.Equal(
            ["canvasapp:contoso_app", "table:contoso_order", "table:contoso_total", "type4711:contoso_new", "workflow:Notify"],
            Components(
                Export(
                    """<RootComponent type="300" schemaName="contoso_app" /><RootComponent type="1" schemaName="contoso_total" />""",
                    $$"""<RootComponent type="29" id="{{{FlowId}}}" /><RootComponent type="4711" schemaName="contoso_new" />""",
                    """<RootComponent type="1" schemaName="contoso_order" /><RootComponent type="1" schemaName="contoso_order" />""")));

    [Theory]
    [InlineData(371)]
    [InlineData(372)]
    [InlineData(380)]
    [InlineData(381)]
    public void OtherComponents_ConnectorsAndVariables_AreNotAmongThem(int type) =>
        Assert.Empty(Components(Export($"""<RootComponent type="{type}" schemaName="contoso_x" />""")));

    [Theory]
    [InlineData("""<RootComponent type="29" id="{7b0e1111-2222-4333-8444-555555555555}" />""", "workflow:7b0e1111-2222-4333-8444-555555555555")]
    [InlineData("""<RootComponent type="29" />""", "workflow:")]
    public void OtherComponents_FlowWithoutAName_IsNamedByItsId(string root, string expected) =>
        Assert.Equal([expected], Components(Export(root)));

    [Fact]
    public void OtherComponents_RootComponentWithoutAType_IsPassedOver() =>
        Assert.Empty(Components(Export("""<RootComponent schemaName="contoso_x" /><RootComponent type="x" schemaName="contoso_y" />""")));

    [Fact]
    public void OtherComponents_FolderOfATypeThatTheManifestDoesNotName_IsAComponent()
    {
        var export = Export("""<RootComponent type="1" schemaName="contoso_order" />""");
        export["Entities/contoso_order/Entity.xml"] = "<Entity />";
        export["CanvasApps/contoso_app.msapp"] = "x";
        export["Strange/thing.xml"] = "<x />";
        export["Other/Note.xml"] = "<x />";

        Assert.Equal(["Strange:thing.xml", "canvasapp:contoso_app.msapp", "table:contoso_order"], Components(export));
    }

    [Fact]
    public void OtherComponents_FlowFilesOfAnUnpackedSolution_GiveNames()
    {
        var export = Export($$"""<RootComponent type="29" id="{{{FlowId}}}" />""");
        export["customizations.xml"] = Exports.Customizations(Exports.Connector("fabrikam_orders-20api"));
        export["Workflows/Notify.json.data.xml"] = $"""<Workflow WorkflowId="{FlowId}" Name="By file" />""";
        export["Workflows/Broken.json.data.xml"] = "<Workflow";

        Assert.Equal(["workflow:By file"], Components(export));
    }

    [Theory]
    [InlineData(1, "table")]
    [InlineData(2, "column")]
    [InlineData(10, "relationship")]
    [InlineData(24, "form")]
    [InlineData(26, "view")]
    [InlineData(29, "workflow")]
    [InlineData(60, "form")]
    [InlineData(61, "webresource")]
    [InlineData(300, "canvasapp")]
    [InlineData(372, "connector")]
    [InlineData(4711, "type4711")]
    public void Of_Number_IsTheWordThatMakersUse(int number, string name) => Assert.Equal(name, ComponentTypeNames.Of(number));

    [Fact]
    public void Of_NumberWithoutAWord_IsTheTable()
    {
        Assert.Equal("contoso_thing", ComponentTypeNames.Of(10_123, "Contoso_Thing"));
        Assert.Equal("type10123", ComponentTypeNames.Of(10_123, ""));
        Assert.Equal("table", ComponentTypeNames.Of(1, "entity"));
    }

    [Fact]
    public void TableParts_OfAnExport_AreNamedAsTheirElementsSay()
    {
        var export = Exports.ServerExport();
        export["customizations.xml"] = export["customizations.xml"].Replace(
            "<Workflows></Workflows>",
            $$"""
            <Entities><Entity>
              <Name LocalizedName="Order">contoso_Order</Name>
              <EntityInfo><entity Name="contoso_Order"><attributes>
                <attribute PhysicalName="contoso_Note"><LogicalName> contoso_note2 </LogicalName><Type>nvarchar</Type></attribute>
              </attributes><EntityKeys><EntityKey><Name>contoso_Number</Name></EntityKey></EntityKeys></entity></EntityInfo>
              <FormXml><forms><systemform><formid>{{{FlowId}}}</formid></systemform></forms></FormXml>
            </Entity></Entities>
            <EntityRelationships><EntityRelationship Name="contoso_order_lines" /></EntityRelationships>
            <Workflows></Workflows>
            """,
            StringComparison.Ordinal);

        var parts = SolutionPackage.Read(new MemoryStream(ZipBytes.Create(export))).Manifest.TableParts;

        Assert.All(["contoso_order", "contoso_note", "CONTOSO_NOTE2", "contoso_number", "contoso_order_lines"], name => Assert.True(parts.Has(name), name));
        Assert.All(["nvarchar", "Order", "", FlowId], name => Assert.False(parts.Has(name), name));
        Assert.True(parts.Has(Guid.Parse(FlowId)));
        Assert.False(parts.Has(Guid.Empty));
        Assert.Same(TableParts.None, SolutionPackage.Read(new MemoryStream(ZipBytes.Create(Exports.ServerExport()))).Manifest.TableParts);
    }

    private static Dictionary<string, string> Export(params string[] roots)
    {
        var export = Exports.ServerExport();
        export["solution.xml"] = export["solution.xml"].Replace("</RootComponents>", $"{string.Concat(roots)}</RootComponents>", StringComparison.Ordinal);
        export["customizations.xml"] = export["customizations.xml"].Replace(
            "<Workflows></Workflows>",
            $"""<Workflows><Workflow WorkflowId="{FlowId}" Name="Notify" /><Workflow WorkflowId="{FlowId}" Name="Twice" /><Workflow Name="No id" /></Workflows>""",
            StringComparison.Ordinal);
        return export;
    }

    private static IEnumerable<string> Components(Dictionary<string, string> export) =>
        SolutionPackage.Read(new MemoryStream(ZipBytes.Create(export))).OtherComponents.Select(c => c.ToString());
}
