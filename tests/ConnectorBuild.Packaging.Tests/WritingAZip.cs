using System.IO.Compression;
using System.Text;

namespace ConnectorBuild.Packaging.Tests;

public sealed class WritingAZip
{
    [Fact]
    public void Entries_AreThoseOfAServerExport_InFixedOrder()
    {
        var names = Entries(Contoso.Zip(Contoso.Solution, Contoso.Orders, Contoso.Invoices)).Select(e => e.Name);

        Assert.Equal(
            [
                "customizations.xml",
                "solution.xml",
                "Connector/contoso_invoices_openapidefinition.json",
                "Connector/contoso_invoices_connectionparameters.json",
                "Connector/contoso_invoices_connectionparametersets.json",
                "Connector/contoso_invoices_policytemplateinstances.json",
                "Connector/contoso_invoices_customcodeblobcontent.csx",
                "Connector/contoso_invoices_iconblob.Png",
                "Connector/contoso_orders_openapidefinition.json",
                "Connector/contoso_orders_connectionparameters.json",
                "Connector/contoso_orders_policytemplateinstances.json",
                "Connector/contoso_orders_iconblob.Png",
                "[Content_Types].xml",
            ],
            names);
    }

    [Fact]
    public void Entries_HoldTheColumns_Verbatim()
    {
        var entries = Entries(Contoso.Zip(Contoso.Solution, Contoso.Invoices)).ToDictionary(e => e.Name, e => e.Content);

        Assert.Equal(Contoso.Invoices.OpenApiDefinition, Contoso.Text(entries["Connector/contoso_invoices_openapidefinition.json"]));
        Assert.Equal(Contoso.Invoices.CustomCode, Contoso.Text(entries["Connector/contoso_invoices_customcodeblobcontent.csx"]));
        Assert.Equal(Contoso.Icon.ToArray(), entries["Connector/contoso_invoices_iconblob.Png"]);
    }

    [Theory]
    [InlineData(false, "0")]
    [InlineData(true, "1")]
    public void Managed_IsTheOnlyDifference(bool managed, string expected)
    {
        using var output = new MemoryStream();
        SolutionPackage.Write(output, Contoso.Solution, [Contoso.Orders], managed);

        var other = Entries(Contoso.Zip(Contoso.Solution, Contoso.Orders)).ToDictionary(e => e.Name, e => Contoso.Text(e.Content));
        foreach (var (name, content) in Entries(output.ToArray()))
        {
            var text = Contoso.Text(content);
            Assert.Equal(name == "solution.xml" ? other[name].Replace("<Managed>0<", $"<Managed>{expected}<", StringComparison.Ordinal) : other[name], text);
        }
    }

    private static List<(string Name, byte[] Content)> Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        return [.. archive.Entries.Select(e =>
        {
            using var content = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(content);
            return (e.FullName, content.ToArray());
        })];
    }
}
