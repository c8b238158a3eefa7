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
    [InlineData(false, "orders.zip/Connector/")]
    [InlineData(true, "Connectors/")]
    public void Findings_OfAPackage_AreInTheFilesThatHoldThem(bool isUnpacked, string folder)
    {
        var path = Write(isUnpacked, Orders());

        var reports = Validate(_folder);

        var report = Assert.Single(reports);
        Assert.Equal("contoso_orders", report.Project.ProjectName);
        var found = report.Result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => (d.Id, d.Location!.Value.File, d.Location.Value.Line)).ToList();
        Assert.Equal(
            [
                ("CB1103", folder + "contoso_orders_openapidefinition.json", 1),
                ("CB3101", folder + "contoso_orders_connectionparameters.json", 2),
                ("CB2510", folder + "contoso_orders_policytemplateinstances.json", 1),
            ],
            found.OrderBy(f => f.File.Contains("openapi", StringComparison.Ordinal) ? 0 : f.File.Contains("parameters", StringComparison.Ordinal) ? 1 : 2));
        Assert.Equal(isUnpacked ? path : _folder, report.Project.ProjectDirectory);
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

    private string Write(bool isUnpacked, ConnectorRow row)
    {
        var package = SolutionPackage.Create(Contoso.Solution, [row], isUnpacked ? SolutionPackageType.Both : SolutionPackageType.Unmanaged);
        var path = Path.Combine(_folder, isUnpacked ? "orders" : "orders.zip");
        if (isUnpacked)
        {
            package.WriteToFolder(path);
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
