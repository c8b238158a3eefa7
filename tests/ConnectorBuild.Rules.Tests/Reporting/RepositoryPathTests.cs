using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Rules.Tests.Reporting;

/// <summary>What a CI system shows beside the lines of a change is named from the repository's root.</summary>
public sealed class RepositoryPathTests
{
    [Theory]
    [InlineData(".git/HEAD", null, "connectors/items/a.json")]
    [InlineData("connectors/.git", null, "items/a.json")]
    [InlineData(null, "GITHUB_WORKSPACE", "connectors/items/a.json")]
    [InlineData(null, "BUILD_SOURCESDIRECTORY", "connectors/items/a.json")]
    [InlineData("connectors/.git", "GITHUB_WORKSPACE", "items/a.json")]
    [InlineData(null, null, "items/a.json")]
    public void Path_OfAFile_BeginsAtTheNearestRoot(string? git, string? variable, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("connectors/items/a.json", "{}");
        if (git is not null)
        {
            folder.Write(git, "");
        }

        var directory = Path.Combine(folder.Path, "connectors", "items");
        var paths = ReportPaths.OfRepository(
            directory, name => name == variable ? folder.Path : null, otherwise: Path.Combine(folder.Path, "connectors"));

        Assert.Equal(expected, paths.Of(new ConnectorProject { ProjectName = "items", ProjectDirectory = directory }, "a.json"));
    }

    [Fact]
    public void Checkout_OfAnotherRepository_IsNoRoot()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        folder.Write("items/a.json", "{}");

        Assert.Equal(ReportPaths.AsFound, ReportPaths.OfRepository(folder.Path, name => other.Path));
    }
}
