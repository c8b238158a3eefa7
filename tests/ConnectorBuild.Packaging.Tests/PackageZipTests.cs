using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

public sealed class PackageZipTests
{
    [Fact]
    public void Entries_AreThoseOfAServerExport_InFixedOrder()
    {
        var names = ZipBytes.Entries(Contoso.Zip(Contoso.Complete, Contoso.Orders, Contoso.Invoices)).Select(e => e.Name);

        Assert.Equal(
            [
                "customizations.xml",
                "solution.xml",
                "Connector/contoso_invoices_connectionparameters.json",
                "Connector/contoso_invoices_connectionparametersets.json",
                "Connector/contoso_invoices_customcodeblobcontent.csx",
                "Connector/contoso_invoices_iconblob.Png",
                "Connector/contoso_invoices_openapidefinition.json",
                "Connector/contoso_invoices_policytemplateinstances.json",
                "Connector/contoso_orders_connectionparameters.json",
                "Connector/contoso_orders_iconblob.Png",
                "Connector/contoso_orders_openapidefinition.json",
                "Connector/contoso_orders_policytemplateinstances.json",
                "environmentvariabledefinitions/contoso_InvoicesHost/environmentvariabledefinition.xml",
                "environmentvariabledefinitions/contoso_InvoicesSecret/environmentvariabledefinition.xml",
                "[Content_Types].xml",
            ],
            names);
    }

    [Fact]
    public void Entries_HoldTheColumns_Verbatim()
    {
        var entries = ZipBytes.Entries(Contoso.Zip(Contoso.Solution, Contoso.Invoices)).ToDictionary(e => e.Name, e => e.Content);

        Assert.Equal(Contoso.Invoices.OpenApiDefinition, Contoso.Text(entries["Connector/contoso_invoices_openapidefinition.json"]));
        Assert.Equal(Contoso.Invoices.CustomCode, Contoso.Text(entries["Connector/contoso_invoices_customcodeblobcontent.csx"]));
        Assert.Equal(Contoso.Icon.ToArray(), entries["Connector/contoso_invoices_iconblob.Png"]);
    }

    [Fact]
    public void Managed_IsTheOnlyDifference()
    {
        using var output = new MemoryStream();
        SolutionPackage.Write(output, Contoso.Solution, [Contoso.Orders], managed: true);

        var unmanaged = ZipBytes.Entries(Contoso.Zip(Contoso.Solution, Contoso.Orders)).ToDictionary(e => e.Name, e => Contoso.Text(e.Content));
        Assert.Contains("<Managed>0<", unmanaged["solution.xml"], StringComparison.Ordinal);
        foreach (var (name, content) in ZipBytes.Entries(output.ToArray()))
        {
            Assert.Equal(
                name == "solution.xml" ? unmanaged[name].Replace("<Managed>0<", "<Managed>1<", StringComparison.Ordinal) : unmanaged[name],
                Contoso.Text(content));
        }
    }

    [Theory]
    [InlineData("solution.xml")]
    [InlineData("customizations.xml")]
    [InlineData("[Content_Types].xml")]
    [InlineData("environmentvariabledefinitions/contoso_InvoicesHost/environmentvariabledefinition.xml")]
    public void Xml_HasTheFormOfServerExports(string entry)
    {
        var entries = ZipBytes.Entries(Contoso.Zip(Contoso.Complete, Contoso.Orders, Contoso.Invoices)).ToDictionary(e => e.Name, e => e.Content);

        Assert.Equal(
            Golden.Read(Path.GetFileName(entry)),
            Contoso.Text(entries[entry]).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Xml_HasNoBomNoDeclarationCrLfAndNoFinalNewline()
    {
        var solution = ZipBytes.Entries(Contoso.Zip(Contoso.Solution, Contoso.Orders)).Single(e => e.Name == "solution.xml").Content;

        var text = Contoso.Text(solution);
        Assert.StartsWith("<ImportExportXml ", text, StringComparison.Ordinal);
        Assert.EndsWith("</ImportExportXml>", text, StringComparison.Ordinal);
        Assert.Equal(text.Split('\n').Length, text.Split("\r\n").Length);
    }

    [Fact]
    public void ContentTypes_HaveABomAndNoFinalNewline()
    {
        var text = Contoso.Text(ZipBytes.Entries(Contoso.Zip(Contoso.Solution, Contoso.Orders)).Last().Content);

        Assert.StartsWith("\uFEFF<?xml", text, StringComparison.Ordinal);
        Assert.EndsWith("</Types>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_ThatCannotSeekOrIsUsedFurther_Works()
    {
        using var bytes = new MemoryStream();
        using (var forwardOnly = new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionLevel.NoCompression, leaveOpen: true))
        {
            SolutionPackage.Write(forwardOnly, Contoso.Solution, [Contoso.Orders], managed: false);
            forwardOnly.WriteByte(0); // Still open.
        }

        Assert.NotEqual(0, bytes.Length);
    }

    [Fact]
    public void Error_BeforeTheFirstByte_WritesNothing()
    {
        using var output = new MemoryStream();

        var failure = Assert.Throws<ConnectorException>(
            () => SolutionPackage.Write(output, Contoso.Solution with { PublisherPrefix = "1x" }, [Contoso.Orders], managed: false));

        Assert.Equal("CB6202", Assert.Single(failure.Diagnostics).Id);
        Assert.Equal(0, output.Length);
    }
}
