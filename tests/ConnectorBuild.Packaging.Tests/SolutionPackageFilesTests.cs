using ConnectorBuild.Testing;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.AgainstLocalCloud;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>The files that packaging leaves in a folder.</summary>
public sealed class SolutionPackageFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Solution_MakesBothZipsAndTheirFolder()
    {
        var target = Path.Combine(_folder.Path, "a", "b");

        var written = SolutionPackageFiles.Write(target, Contoso.Solution, [Contoso.Orders]);

        Assert.Equal([Path.Combine(target, "ContosoConnectors.zip"), Path.Combine(target, "ContosoConnectors_managed.zip")], written);
        Assert.Equal([SolutionPackageType.Unmanaged, SolutionPackageType.Managed], written.Select(f => SolutionPackage.ReadFile(f).Type));
        Assert.Equal(Contoso.Zip(Contoso.Solution, Contoso.Orders), SolutionPackageFiles.ReadBytes(written[0]).ToArray());
    }

    [Fact]
    public void Write_SameContent_LeavesTheFilesAsTheyAre()
    {
        var written = SolutionPackageFiles.Write(_folder.Path, Contoso.Solution, [Contoso.Orders]);
        var former = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(written[0], former);

        SolutionPackageFiles.Write(_folder.Path, Contoso.Solution, [Contoso.Orders]);

        Assert.Equal(former, File.GetLastWriteTimeUtc(written[0]));
    }

    [Fact]
    public void Write_PackageOfAProject_HasTheSettingsOfEachEnvironmentThatImports()
    {
        using var files = new ProjectFiles();
        files.Write("apiDefinition.test.json", """{"host":"test.example"}""");
        var project = files.Project(
            new DeploymentEnvironment { Name = "test", Route = "Solution" }, new DeploymentEnvironment { Name = "prod", Managed = true },
            new DeploymentEnvironment { Name = "dev" });

        var written = SolutionPackageFiles.Write(_folder.Path, ValidatedProject.Open(project).Package(TestContext.Current.CancellationToken));

        Assert.Equal(
            ["ContosoConnectors.zip", "ContosoConnectors_managed.zip", "ContosoConnectors.prod.settings.json", "ContosoConnectors.test.settings.json"],
            written.Select(f => Path.GetFileName(f)));
        Assert.Contains("\"test.example\"", File.ReadAllText(written[3]), StringComparison.Ordinal);
        Assert.Contains("\"management.azure.com\"", File.ReadAllText(written[2]), StringComparison.Ordinal);
        Assert.Equal(written[3], SolutionPackageFiles.SettingsPath(written[0], "ContosoConnectors", "test"));
    }

    [Fact]
    public void ReadBytes_FolderMissingFileAndTooLargeAZip_AreRefused()
    {
        var large = Path.Combine(_folder.Path, "large.zip");
        using (var file = File.Create(large))
        {
            file.SetLength(PackageLimits.Default.ZipBytes + 1);
        }

        Assert.Equal("CB6235", Code(_folder.Path));
        Assert.Equal("CB6235", Code(Path.Combine(_folder.Path, "missing.zip")));
        Assert.Equal("CB6222", Code(large));

        string Code(string path) => Assert.Single(Assert.Throws<ConnectorException>(() => SolutionPackageFiles.ReadBytes(path)).Diagnostics).Id;
    }
}
