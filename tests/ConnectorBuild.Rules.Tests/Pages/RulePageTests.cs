using System.Text;
using ConnectorBuild.Cloud;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Testing;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Pages;

/// <summary>Catalogue, pages and index say the same. <see cref="UpdateCommand"/> writes headers and index again.</summary>
public sealed class RulePageTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> AllCodes = CodeList.Join(CoreCodes.All, CloudCodes.All);

    private const string UpdateCommand = "CONNECTORBUILD_UPDATE_DOCS=1 dotnet test --project tests/ConnectorBuild.Rules.Tests -- "
        + "--filter-class \"*RulePageTests\"";

    private static readonly string[] Sections = ["What", "Why", "Bad example", "Good example", "Source", "When to suppress"];

    private static readonly string[] RetiredSections = ["What", "Why", "What to do"];

    public static TheoryData<string> Codes() => [.. RuleCodes().Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_OfEachRule_HasTheCataloguesTitleAndSeverity(string id)
    {
        var descriptor = AllCodes.Single(d => d.Id == id);
        var page = RulePage.Load(id);

        Assert.StartsWith(Header(descriptor), page.Text, StringComparison.Ordinal);
        Assert.Equal(descriptor.IsRetired ? RetiredSections : Sections, page.Headings);
    }

    [Fact]
    public void Pages_OfRules_HaveACodeInTheCatalogue()
    {
        var known = AllCodes.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(RulePage.All(), p => IsRule(p.Id) && !known.Contains(p.Id));
    }

    [Fact]
    public void Codes_OfTheCatalogue_AreUniqueAndWellFormed()
    {
        Assert.Equal(AllCodes.Count, AllCodes.Select(d => d.Id).Distinct().Count());
        Assert.All(AllCodes, d => Assert.Matches("^CB[1-9][0-9]{3}$", d.Id));
        Assert.All(AllCodes, d => Assert.False(d.Title.EndsWith('.')));
    }

    [Fact]
    public void RuleList_AgainstTheAssembly_HasEveryRule()
    {
        var classes = typeof(RuleCatalogue).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Engine.Rule)) && !t.IsAbstract);

        Assert.Equal(classes.OrderBy(t => t.FullName), RuleCatalogue.Rules.Select(r => r.GetType()).OrderBy(t => t.FullName));
        Assert.Equal(RuleCatalogue.All.Select(d => d.Id).Order(StringComparer.Ordinal), RuleCatalogue.All.Select(d => d.Id));
    }

    [Fact]
    public void Index_OfThePages_ListsEveryCode()
    {
        var index = Index();
        if (RepositoryRoot.UpdatesPages)
        {
            Update(RepositoryRoot.PathOf("docs/rules"), index);
        }

        Assert.True(index == RepositoryRoot.Read("docs/rules/README.md"), $"The index differs from the catalogue. Write it with: {UpdateCommand}");
    }

    private static void Update(string folder, string index)
    {
        File.WriteAllText(Path.Combine(folder, "README.md"), index);
        foreach (var descriptor in RuleCodes())
        {
            var path = Path.Combine(folder, descriptor.Id + ".md");
            var text = File.ReadAllText(path);
            File.WriteAllText(path, Header(descriptor) + text[text.IndexOf("\n## What", StringComparison.Ordinal)..]);
        }
    }

    private static IEnumerable<DiagnosticDescriptor> RuleCodes() => AllCodes.Where(d => IsRule(d.Id));

    private static bool IsRule(string id) => id[2] is >= '1' and <= '5' || id is "CB6001" or "CB6002";

    private static string Header(DiagnosticDescriptor descriptor) => $"""
        # {descriptor.Id}: {descriptor.Title}

        | Severity | Category |
        |---|---|
        | {Severity(descriptor)} | {descriptor.Category} |

        """;

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.IsRetired
        ? "retired: not reported any more"
        : descriptor.DefaultSeverity.ToString().ToLowerInvariant() + (descriptor.IsCertification ? " (warning with `ConnectorCertification`)" : "");

    private static string Index()
    {
        var index = new StringBuilder("""
            # Codes

            Every code that ConnectorBuild reports, with a page each: what it means, why it matters, examples, where it comes from, and when to
            suppress it. Codes are permanent; texts are not. `dotnet connector rules CB1201` shows a page on the command line.

            An **error** stops the build: it certainly fails or is certainly wrong. A **warning** is a likely mistake, or a limit that some accept.
            An **info** is advice and never breaks a build; those marked with a star are what Microsoft asks for when a connector is certified, and
            are warnings in a project with `<ConnectorCertification>true</ConnectorCertification>`.


            """.ReplaceLineEndings("\n"));
        var pages = RulePage.All().Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var category in AllCodes.Where(d => pages.Contains(d.Id)).GroupBy(d => d.Category))
        {
            index.Append("## ").Append(category.Key).Append("\n\n| Code | Severity | Title |\n|---|---|---|\n");
            foreach (var descriptor in category)
            {
                index.Append("| [").Append(descriptor.Id).Append("](").Append(descriptor.Id).Append(".md) | ")
                    .Append(
                        descriptor.IsRetired ? "retired" : descriptor.DefaultSeverity.ToString()
                            .ToLowerInvariant()).Append(descriptor.IsCertification ? " *" : "")
                    .Append(" | ").Append(descriptor.Title).Append(" |\n");
            }

            index.Append('\n');
        }

        return index.ToString().TrimEnd('\n') + "\n";
    }
}
