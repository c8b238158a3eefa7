using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>Connectors in solutions are validated as they lie there, and told in the package's own files.</summary>
public sealed class PackageValidationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("connectorbuild-packages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("zip", "orders.zip/Connector/")]
    [InlineData("unpacked", "Connectors/")]
    [InlineData("unzipped", "Connector/")]
    public void Findings_OfAPackage_AreInTheFilesThatHoldThem(string form, string folder)
    {
        var path = Write(form, Orders());

        var reports = Validate(_folder);

        var report = Assert.Single(reports);
        Assert.Equal("contoso_orders", report.Project.ProjectName);
        var found = report.Result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => (d.Id, d.Location!.Value.File, d.Location.Value.Line)).ToList();
        Assert.Equal(
            [
                ("CB1103", folder + "contoso_orders_openapidefinition.json", 1),
                ("CB3101", folder + "contoso_orders_connectionparameters.json", 2),
                ("CB2510", folder + "contoso_orders_policytemplateinstances.json", 1),
            ],
            found.OrderBy(
                f => f.File.Contains("openapi", StringComparison.Ordinal) ? 0 : f.File
                    .Contains("parameters", StringComparison.Ordinal) ? 1 : 2));
        Assert.Equal(form == "zip" ? _folder : path, report.Project.ProjectDirectory);
    }

    [Fact]
    public void Zips_ThatAreNoSolutions_ArePassedOver()
    {
        File.WriteAllText(Path.Combine(_folder, "text.zip"), "no zip");
        using (var zip = System.IO.Compression.ZipFile.Open(Path.Combine(_folder, "other.zip"), System.IO.Compression.ZipArchiveMode.Create))
        {
            zip.CreateEntry("readme.md");
        }

        Assert.Empty(PackageLocator.Find(_folder));
    }

    [Fact]
    public void Find_ATreeOfSolutionsInEveryForm_TakesThoseWithConnectors()
    {
        Write("zip", Orders(), "a");
        Write("unpacked", Orders(), "repo/b/src");
        Write("unzipped", Orders(), "repo/c");
        Directory.CreateDirectory(Path.Combine(_folder, "flows", "Other"));
        File.WriteAllText(Path.Combine(_folder, "flows", "Other", "Solution.xml"), "<ImportExportXml><SolutionManifest>");
        Directory.CreateDirectory(Path.Combine(_folder, "game"));
        File.WriteAllText(Path.Combine(_folder, "game", "solution.xml"), "<puzzle />");
        Directory.Move(Path.Combine(_folder, "repo/b/src/Other"), Path.Combine(_folder, "repo/b/src/other"));

        Assert.Equal(
            ["a.zip", "repo/b/src", "repo/c"],
            PackageLocator.Find(_folder).Select(p => Path.GetRelativePath(_folder, p).Replace('\\', '/')));
        Assert.Equal(3, Validate(_folder).Count(r => r.Project.ProjectName == "contoso_orders"));
    }

    [Fact]
    public void Solution_ThatCannotBeRead_IsAFindingOfItsOwn()
    {
        using (var zip = System.IO.Compression.ZipFile.Open(Path.Combine(_folder, "damaged.zip"), System.IO.Compression.ZipArchiveMode.Create))
        {
            zip.CreateEntry("solution.xml");
        }

        var diagnostic = Assert.Single(Assert.Single(Validate(_folder)).Result.Diagnostics);

        Assert.StartsWith("CB62", diagnostic.Id, StringComparison.Ordinal);
        Assert.Equal((DiagnosticSeverity.Error, "damaged.zip"), (diagnostic.Severity, diagnostic.Location?.File));
    }

    private static IReadOnlyList<ValidationReport> Validate(string path) => TreeValidation.Validate(
        [], [.. PackageLocator.Find(path).SelectMany(PackagedConnector.ReadAll)], null, [], null, null, TestContext.Current.CancellationToken);

    private string Write(string form, ConnectorRow row, string name = "orders")
    {
        var package = SolutionPackage.Create(Contoso.Solution, [row], form == "unpacked" ? SolutionPackageType.Both : SolutionPackageType.Unmanaged);
        var path = Path.Combine(_folder, form == "zip" ? $"{name}.zip" : name);
        if (form == "unpacked")
        {
            package.WriteToFolder(path);
        }
        else if (form == "unzipped")
        {
            using var zip = new MemoryStream();
            package.WriteTo(zip, managed: false);
            zip.Position = 0;
            System.IO.Compression.ZipFile.ExtractToDirectory(zip, path);
        }
        else
        {
            package.WriteToFile(path, managed: false);
        }

        return path;
    }

    private static ConnectorRow Orders() => new()
    {
        Identity = new ConnectorIdentity(ConnectorIdentity.DeriveRowId("contoso_orders"), "contoso_orders", "Orders", "Reads orders."),
        IconBrandColor = "#0f4c81",
        OpenApiDefinition = """{"swagger":"2.0","info":{"title":"Orders","description":"Reads orders.","version":"1.0"},"host":"api.contoso.com","basePath":"v1","schemes":["https"],"paths":{}}""",
        ConnectionParameters = "{\n  \"site\": { \"type\": \"texte\" }\n}",
        PolicyTemplateInstances = """[{"templateId":"setheader","title":"x","parameters":{"x-ms-apimTemplateParameter.name":"a","x-ms-apimTemplateParameter.value":"b","x-ms-apimTemplateParameter.existsAction":"replace"}}]""",
    };
}
