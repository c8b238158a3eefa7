using ConnectorBuild.Packages;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Packaging.Tests;

public sealed class PackageLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_ZipsOfATree_AreThoseOfSolutionsInTheOrderOfTheirNames()
    {
        var zip = ZipBytes.Create(Exports.ServerExport());
        foreach (var file in new[] { "b.zip", "A.zip", "sub/c.zip", "bin/d.zip", ".git/e.zip", "OBJ/f.zip" })
        {
            _folder.Write(file, zip);
        }

        _folder.Write("no.zip", "x");
        _folder.Write("other.zip", ZipBytes.Create(("readme.txt", "x"u8.ToArray())));

        var found = PackageLocator.Find(_folder.Path).Select(f => Path.GetRelativePath(_folder.Path, f).Replace('\\', '/'));

        Assert.Equal(["A.zip", "b.zip", "sub/c.zip"], found);
        Assert.Equal([_folder["b.zip"]], PackageLocator.Find(_folder["b.zip"]));
        Assert.Empty(PackageLocator.Find(_folder["missing.zip"]));
    }
}
