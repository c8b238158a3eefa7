using System.Reflection;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

public sealed class PackagingRulesTests
{
    public static TheoryData<string, string> Rules => [.. Descriptors.Select(d => (d.Id, d.Title))];

    private static IEnumerable<DiagnosticDescriptor> Descriptors =>
        typeof(PackagingRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>();

    [Fact]
    public void Codes_AreUniqueAndInTheirRange()
    {
        Assert.Equal(Descriptors.Count(), Descriptors.Select(d => d.Id).Distinct().Count());
        Assert.All(Descriptors, d => Assert.Matches("^CB62[0-9]{2}$", d.Id));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Code_HasAPageWithItsTitleAndItsSections(string id, string title)
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "rules", id + ".md"));

        Assert.StartsWith($"# {id}: {title}\n", page.Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(
            ["## What", "## Why", "## What to do", "## Source", "## When to suppress"],
            section => Assert.Contains(section, page, StringComparison.Ordinal));
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Tasks.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
