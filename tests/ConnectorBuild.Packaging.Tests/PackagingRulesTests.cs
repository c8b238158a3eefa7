using System.Reflection;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Testing;

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
        var page = RepositoryRoot.Read($"docs/rules/{id}.md");

        Assert.StartsWith($"# {id}: {title}\n", page.Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(
            ["## What", "## Why", "## What to do", "## Source", "## When to suppress"],
            section => Assert.Contains(section, page, StringComparison.Ordinal));
    }
}
