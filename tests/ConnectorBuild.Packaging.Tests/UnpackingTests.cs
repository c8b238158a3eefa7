using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Packaging.Tests;

public sealed class UnpackingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_HasTheLayoutOfSolutionPackager()
    {
        Package().WriteToFolder(_folder["src"]);

        Assert.Equal(
            [
                "Connectors/contoso_invoices.xml",
                "Connectors/contoso_invoices_connectionparameters.json",
                "Connectors/contoso_invoices_connectionparametersets.json",
                "Connectors/contoso_invoices_customcodeblobcontent.csx",
                "Connectors/contoso_invoices_iconblob.Png",
                "Connectors/contoso_invoices_openapidefinition.json",
                "Connectors/contoso_invoices_policytemplateinstances.json",
                "Connectors/contoso_orders.xml",
                "Connectors/contoso_orders_connectionparameters.json",
                "Connectors/contoso_orders_iconblob.Png",
                "Connectors/contoso_orders_openapidefinition.json",
                "Connectors/contoso_orders_policytemplateinstances.json",
                "Other/Customizations.xml",
                "Other/Solution.xml",
                "environmentvariabledefinitions/contoso_InvoicesHost/environmentvariabledefinition.xml",
                "environmentvariabledefinitions/contoso_InvoicesSecret/environmentvariabledefinition.xml",
            ],
            _folder.Files("src"));
    }

    [Fact]
    public void Xml_HasBomDeclarationAndEmptyConnectors()
    {
        Package().WriteToFolder(_folder["src"]);

        Assert.StartsWith(
            "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n", Contoso.Text(File.ReadAllBytes(_folder["src/Other/Solution.xml"])),
            StringComparison.Ordinal);
        Assert.Contains("<Managed>2</Managed>", File.ReadAllText(_folder["src/Other/Solution.xml"]), StringComparison.Ordinal);
        Assert.Contains("<Connectors />", File.ReadAllText(_folder["src/Other/Customizations.xml"]), StringComparison.Ordinal);
        Assert.Equal(
            Golden.Read("contoso_orders.xml"),
            File.ReadAllText(_folder["src/Connectors/contoso_orders.xml"]).Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Zip_PackedFromTheFolder_IsTheZipOfTheSameInput(bool managed)
    {
        Package().WriteToFolder(_folder["src"]);
        using var expected = new MemoryStream();
        SolutionPackage.Write(expected, Contoso.Complete, [Contoso.Orders, Contoso.Invoices], managed);

        SolutionPackage.ReadFolder(_folder["src"]).WriteToFile(_folder["out/solution.zip"], managed);

        Assert.Equal(expected.ToArray(), File.ReadAllBytes(_folder["out/solution.zip"]));
        Assert.Equal(["solution.zip"], _folder.Files("out"));
    }

    [Fact]
    public void Connectors_WhoseFilesSortOtherwiseThanTheirNames_KeepTheOrderOfTheirNames()
    {
        // "a.xml" comes behind "a-20b.xml", "a" before "a-20b".
        var package = SolutionPackage.Create(
            Contoso.Solution, [Contoso.Plain("contoso_a-20b", "B"), Contoso.Plain("contoso_a", "A")], SolutionPackageType.Both);
        package.WriteToFolder(_folder["src"]);

        Assert.Equal(["contoso_a", "contoso_a-20b"], SolutionPackage.ReadFolder(_folder["src"]).Connectors.Select(c => c.Identity.Name));
    }

    [Fact]
    public void SolutionPackagersFolder_IsUnderstoodAndPacked()
    {
        Write(Exports.UnpackedExport());

        var package = SolutionPackage.ReadFolder(_folder["src"]);

        Assert.Equal(SolutionPackageType.Both, package.Type);
        Assert.Equal("fabrikam_orders-20api", Assert.Single(package.Connectors).Identity.Name);
        using var zip = new MemoryStream();
        package.WriteTo(zip, managed: true);
        zip.Position = 0;
        var packed = SolutionPackage.Read(zip);
        Assert.Equal(SolutionPackageType.Managed, packed.Type);
        Assert.Equal(package.Connectors[0].OpenApiDefinition, Assert.Single(packed.Connectors).OpenApiDefinition);
        Assert.DoesNotContain(packed.Files, f => f.Path.StartsWith("Other/", StringComparison.Ordinal));
    }

    [Fact]
    public void SolutionPackagersFolder_WrittenAgain_KeepsEveryByte()
    {
        Write(Exports.UnpackedExport());
        _folder.Write("src/PluginAssemblies/A.dll.data.xml", "<PluginAssembly />");

        SolutionPackage.ReadFolder(_folder["src"]).WriteToFolder(_folder["copy"]);

        Assert.Equal(_folder.Files("src"), _folder.Files("copy"));
        Assert.All(_folder.Files("src"), f => Assert.Equal(File.ReadAllBytes(_folder["src/" + f]), File.ReadAllBytes(_folder["copy/" + f])));
    }

    [Fact]
    public void ReadmeAndBuildOutput_BesideTheSolution_AreNotPartOfIt()
    {
        Write(Exports.UnpackedExport());
        _folder.Write("src/README.md", "ours");
        _folder.Write("src/obj/project.assets.json", "{}");
        _folder.Write("src/.vs/x", "");

        var package = SolutionPackage.ReadFolder(_folder["src"]);

        Assert.Equal(Exports.UnpackedExport().Count, package.Files.Count);
    }

    [Fact]
    public void ForeignComponents_AreNotConverted()
    {
        var export = Exports.UnpackedExport();
        export["Workflows/Notify.json"] = "{}";
        Write(export);
        var folder = SolutionPackage.ReadFolder(_folder["src"]);
        var zip = SolutionPackage.Read(new MemoryStream(ZipBytes.Create(Exports.ServerExport().Append(new("Workflows/Notify.json", "{}")))));

        AssertFails("CB6232", () => folder.WriteTo(Stream.Null, managed: false));
        AssertFails("CB6232", () => zip.WriteToFolder(_folder["out"]));
        AssertFails("CB6232", () => zip.WriteTo(Stream.Null, managed: true));
        zip.WriteTo(Stream.Null, managed: false);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Target_WithAFormerSolution_IsReplaced()
    {
        Package().WriteToFolder(_folder["src"]);

        SolutionPackage.Create(Contoso.Solution, [Contoso.Orders], SolutionPackageType.Both).WriteToFolder(_folder["src"]);

        Assert.DoesNotContain(_folder.Files("src"), f => f.Contains("invoices", StringComparison.Ordinal));
        Assert.Equal(["src"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("src/notes.txt")]
    [InlineData("src/.git/HEAD")]
    [InlineData("src/docs/notes.txt")]
    public void Target_WithOtherFiles_IsLeftAlone(string file)
    {
        _folder.Write(file, "mine");

        AssertFails("CB6233", () => Package().WriteToFolder(_folder["src"]));

        Assert.Equal([file], _folder.Files());
    }

    [Fact]
    public void Target_ThatIsAFile_IsLeftAlone()
    {
        _folder.Write("src", "mine");

        AssertFails("CB6234", () => Package().WriteToFolder(_folder["src"]));

        Assert.Equal(["src"], _folder.Files());
        Assert.Equal("mine", File.ReadAllText(_folder["src"]));
    }

    [Fact]
    public void ConnectorName_ThatIsAPath_WritesNothing()
    {
        var export = Exports.ServerExport();
        export["customizations.xml"] = export["customizations.xml"].Replace(
            "<name>fabrikam_orders-20api<", "<name>../../escaped<", StringComparison.Ordinal);
        var package = SolutionPackage.Read(new MemoryStream(ZipBytes.Create(export)));

        AssertFails("CB6223", () => package.WriteToFolder(_folder["a/src"]));

        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void File_ThatCannotBeReplaced_StaysAndLeavesNothingBehind()
    {
        Directory.CreateDirectory(_folder["solution.zip"]);

        AssertFails("CB6234", () => Package().WriteToFile(_folder["solution.zip"], managed: false));

        Assert.Equal(["solution.zip"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    private static SolutionPackage Package() =>
        SolutionPackage.Create(Contoso.Complete, [Contoso.Orders, Contoso.Invoices], SolutionPackageType.Both);

    private static void AssertFails(string code, Action action) => Assert.Equal(code, Assert.Throws<ConnectorException>(action).Diagnostics[0].Id);

    private void Write(Dictionary<string, string> files)
    {
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder["src/" + path])!);
            File.WriteAllBytes(_folder["src/" + path], Encoding.UTF8.GetBytes(text));
        }
    }
}
