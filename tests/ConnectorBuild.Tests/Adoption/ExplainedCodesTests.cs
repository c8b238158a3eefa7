using System.Reflection;
using ConnectorBuild.Cloud;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.Adoption;

/// <summary>Codes of comparison, plan files, adoption, sharing and retirement have their range and their page.</summary>
public sealed class ExplainedCodesTests
{
    public static TheoryData<Type, string> Holders => new()
    {
        { typeof(ComparisonDiagnostics), "^CB91[0-9]{2}$" },
        { typeof(AdoptionDiagnostics), "^CB63[0-9]{2}$" },
        { typeof(RetirementDiagnostics), "^CB82[0-9]{2}$" },
    };

    [Theory]
    [MemberData(nameof(Holders))]
    public void Codes_HaveTheirRangeAndAPageWithTheirTitle(Type holder, string range)
    {
        var codes = holder.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().ToList();

        Assert.NotEmpty(codes);
        Assert.All(codes, code =>
        {
            Assert.Matches(range, code.Id);
            Assert.Contains(code, CloudCodes.All);
            var page = File.ReadAllText(Path.Combine(Root(), "docs", "rules", code.Id + ".md"));
            Assert.StartsWith($"# {code.Id}: {code.Title}\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.All(
                ["## What", "## Why", "## What to do", "## Source", "## When to suppress"],
                section => Assert.Contains(section, page, StringComparison.Ordinal));
        });
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Tasks.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
