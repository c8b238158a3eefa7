using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.Testing;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class DocumentationTests
{
    private const string Update =
        "CONNECTORBUILD_UPDATE_DOCS=1 dotnet test --project tests/ConnectorBuild.LocalCloud.Tests -- --filter-class \"*DocumentationTests\"";

    [Theory]
    [InlineData("docs/local-cloud.md")]
    [InlineData("docs/runtime.md")]
    public void Page_Tables_AreThoseOfTheServices(string path)
    {
        var tables = path == "docs/runtime.md" ? LocalCloudPage.RuntimeTables : LocalCloudPage.Tables;
        var page = RepositoryRoot.Read(path);
        var updated = LocalCloudPage.Update(page, tables);
        if (RepositoryRoot.UpdatesPages)
        {
            File.WriteAllText(RepositoryRoot.PathOf(path), updated);
            return;
        }

        Assert.Equal(tables.Keys, LocalCloudPage.Places(page));
        Assert.True(updated == page, $"{path} does not say what the services do: {Update}");
    }

    [Fact]
    public void KnownResources_Seeded_AreListed()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "local-cloud.md"));

        Assert.All(KnownResources.All, r => Assert.Contains(r.AppId, text, StringComparison.Ordinal));
        Assert.All(
            KnownResources.All.Where(r => r.Permissions.Count < 20).SelectMany(r => r.Permissions),
            p => Assert.Contains(p.Value, text, StringComparison.Ordinal));
        Assert.All(
            KnownResources.All.Where(r => r.Permissions.Count >= 20),
            r => Assert.Contains($"{r.AppId} | {r.Permissions.Count(p => p.ScopeId is not null)} delegated", text, StringComparison.Ordinal));
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tasks.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Tasks.sln is not above the tests.");
        }

        return folder.FullName;
    }
}
