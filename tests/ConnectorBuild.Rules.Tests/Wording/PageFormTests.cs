using System.Text.RegularExpressions;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Rules.Tests.Wording;

/// <summary>What a reader and a reviewer need of every page: links that lead somewhere, lines that can be read, a README of three minutes.</summary>
public sealed partial class PageFormTests
{
    public static TheoryData<string> Pages() => [.. Texts.Pages()];

    public static TheoryData<string> Guides() =>
        [.. Texts.Pages().Where(p => !p.StartsWith("docs/rules/", StringComparison.Ordinal) && !p.StartsWith("docs/reference/", StringComparison.Ordinal) && p != "CHANGELOG.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadToAFileAndAHeading(string page)
    {
        var folder = Path.GetDirectoryName(RepositoryRoot.PathOf(page))!;
        foreach (var target in Link().Matches(Texts.OfPage(RepositoryRoot.Read(page))).Select(m => m.Groups["target"].Value))
        {
            var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
            var file = path.Length == 0 ? RepositoryRoot.PathOf(page) : Path.GetFullPath(Path.Combine(folder, path));
            Assert.True(File.Exists(file) || Directory.Exists(file), $"{page} links to {target}, which does not exist.");
            Assert.True(anchor is null || Anchors(file).Contains(anchor), $"{page} links to {target}, but the page has no such heading.");
        }
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void Lines_OfAGuide_AreAtMost140ColumnsOutsideOfTablesAndCode(string page) =>
        Assert.DoesNotContain(Fence().Replace(RepositoryRoot.Read(page), "").Split('\n'), l => l.Length > 140 && !l.StartsWith('|'));

    [Fact]
    public void Readme_Measured_IsReadInThreeMinutes()
    {
        var lines = RepositoryRoot.Read("README.md").TrimEnd('\n').Split('\n');

        Assert.InRange(lines.Length, 1, 125);
        Assert.DoesNotContain(lines, l => l.Length > 120);
    }

    [Fact]
    public void Map_OfTheDocumentation_NamesEveryPage()
    {
        var map = RepositoryRoot.Read("docs/README.md");
        var pages = Texts.Pages().Where(
            p => p.StartsWith("docs/", StringComparison.Ordinal) && p != "docs/README.md"
                && !p.StartsWith("docs/rules/CB", StringComparison.Ordinal));

        Assert.All(pages, p => Assert.Contains($"]({p["docs/".Length..]})", map, StringComparison.Ordinal));
    }

    // As GitHub makes them: lower case, blanks to hyphens, punctuation left out.
    private static HashSet<string> Anchors(string file) =>
        [.. Heading().Matches(Fence().Replace(File.ReadAllText(file), "")).Select(m => NotInAnchors().Replace(m.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<target>(?!https?:|mailto:)[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
