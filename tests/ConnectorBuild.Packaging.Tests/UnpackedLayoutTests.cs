using System.Xml.Linq;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Folders of unpacked solutions that tools leave in several forms.</summary>
public sealed class UnpackedLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<connectionreferences /><Languages><Language>1033</Language></Languages>", "Connectors connectionreferences Languages")]
    [InlineData("<Languages><Language>1033</Language></Languages>", "Connectors Languages")]
    [InlineData("<Entities />", "Entities Connectors")]
    [InlineData("<Connectors /><Languages />", "Connectors Languages")]
    public void WriteZip_CustomizationsWithoutConnectors_GetThemWhereTheyBelong(string content, string expected)
    {
        SolutionPackage.Create(Contoso.Solution, [Contoso.Invoices, Contoso.Orders], SolutionPackageType.Unmanaged).WriteToFolder(_folder["s"]);
        File.WriteAllText(_folder["s/Other/Customizations.xml"], $"<ImportExportXml>{content}</ImportExportXml>");

        var packed = SolutionPackage.ReadFolder(_folder["s"]);
        using var zip = new MemoryStream();
        packed.WriteTo(zip, managed: false);

        using var archive = new System.IO.Compression.ZipArchive(zip);
        using var customizations = archive.GetEntry("customizations.xml")!.Open();
        var root = XElement.Load(customizations);
        Assert.Equal(expected.Split(' '), root.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(["contoso_invoices", "contoso_orders"], root.Elements("Connectors").Elements("Connector").Select(c => c.Element("name")!.Value));
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Write_FileNameOfManyBytes_IsRefusedBeforeAnythingIsWritten(int bytes, bool isWritten)
    {
        PackageFile[] files = [new("Other/Solution.xml", "x"u8.ToArray()), new($"Connector/{new string('ä', (bytes - 1) / 2)}{(bytes % 2 == 1 ? "a" : "ab")}/x.json", "x"u8.ToArray())];

        var e = Record.Exception(() => PackageFolder.Write(_folder["target"], files));

        Assert.Equal(isWritten, e is null);
        Assert.Equal(isWritten, Directory.Exists(_folder["target"]));
        if (!isWritten)
        {
            Assert.Equal("CB6234", Assert.Single(Assert.IsType<ConnectorException>(e).Diagnostics).Id);
        }
    }

    [Theory]
    [InlineData("readme.txt", " ('readme.txt')")]
    [InlineData(".git/x", " ('.git')")]
    [InlineData("src/x", " ")]
    public void Write_FolderWithSomethingElse_NamesIt(string file, string expected)
    {
        _folder.Write($"target/{file}", "x");

        var e = Assert.Throws<ConnectorException>(() => PackageFolder.Write(_folder["target"], [new("Other/Solution.xml", "x"u8.ToArray())]));

        var finding = Assert.Single(e.Diagnostics);
        Assert.Equal("CB6233", finding.Id);
        Assert.Contains($"unpacked solution{expected.TrimEnd()}, and writing", finding.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder[$"target/{file}"]));
    }
}
