using System.Reflection;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>
/// docs/reference is what buildschema.json, the command tree and the code say. <see cref="ReferencePages.Update"/> writes the pages anew.
/// </summary>
public sealed class ReferencePageTests
{
    public static TheoryData<string> Pages() => [.. ReferencePages.All.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_AgainstItsSource_IsUpToDate(string page)
    {
        var expected = ReferencePages.All[page]();
        var path = ReferencePages.PathOf(page);
        if (RepositoryRoot.UpdatesPages)
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == expected,
            $"docs/reference/{page} differs from its source. Regenerate the pages with: {ReferencePages.Update}");
    }

    [Fact]
    public void Folder_Listed_HasOnlyGeneratedPages() =>
        Assert.Empty(
            Directory.EnumerateFiles(RepositoryRoot.PathOf("docs/reference")).Select(f => Path.GetFileName(f))
                .Except(ReferencePages.All.Keys));

    [Fact]
    public void ExitCodes_OfTheTool_HaveARowEach() =>
        Assert.Equal(
            typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral)
                .Select(f => (int)f.GetRawConstantValue()!).Order(),
            ExitCodesPage.Rows.Select(r => r.Code));

    [Fact]
    public void Commands_NamedInPages_AreInTheCommandTree()
    {
        var known = CommandsPage.Paths().ToHashSet(StringComparer.Ordinal);

        Assert.All(
            DocumentedCommands.In(Directory.EnumerateFiles(RepositoryRoot.PathOf("docs"), "*.md").Append(RepositoryRoot.PathOf("README.md"))),
            command => Assert.Contains(command, known));
    }
}
