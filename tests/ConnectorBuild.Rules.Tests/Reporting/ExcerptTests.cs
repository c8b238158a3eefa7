using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Rules.Tests.Reporting;

public sealed class ExcerptTests
{
    [Fact]
    public void Excerpt_OfASpot_UnderlinesIt()
    {
        Assert.Equal(
            [
                "     2 |   \"host\": \"a/b\",",
                "       |           ^^^^^",
            ],
            Excerpt("{\n  \"host\": \"a/b\",\n}", 2, 11, 2, 16));
    }

    [Fact]
    public void Excerpt_WithTabsAndControlCharacters_KeepsItsColumns()
    {
        Assert.Equal(
            [
                "     1 | {  \"a\": \"\uFFFD\"}",
                "       |         ^^^",
            ],
            Excerpt("{\t\t\"a\": \"\u001b\"}".Replace("\t\t", "\t ", StringComparison.Ordinal), 1, 9, 1, 12));
    }

    [Fact]
    public void Excerpt_OfACommandToACiSystem_IsNone() =>
        Assert.Equal("     1 | #\u266Fvso[a] #\u266F\u266F[b]", Excerpt("##vso[a] ###[b]", 1, 1, 1, 2)[0]);

    [Fact]
    public void Excerpt_OfALongLine_ShowsTheWindowAroundTheSpot()
    {
        var lines = Excerpt(new string('a', 5_000) + "SPOT" + new string('b', 5_000), 1, 5_001, 1, 5_005);

        Assert.All(lines, l => Assert.InRange(l.Length, 9, 130));
        var at = lines[1].IndexOf('^', StringComparison.Ordinal);
        Assert.Equal("SPOT", lines[0].Substring(at, 4));
        Assert.Equal("^^^^", lines[1][at..]);
    }

    [Fact]
    public void Excerpt_OverSeveralLines_UnderlinesTheFirst() =>
        Assert.Equal("       |  ^^", Excerpt("a{,\n}", 1, 2, 2, 2)[1]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, 1)]
    public void Excerpt_OfAPlaceThatDoesNotExist_IsNone(int line, int column) => Assert.Empty(Excerpt("{}", line, column, line, column));

    [Fact]
    public void Excerpt_OfAFileThatDoesNotExist_IsNone()
    {
        var excerpt = new SourceExcerpt(new ConnectorProject { ProjectName = "x", ProjectDirectory = Path.GetTempPath() });

        Assert.Empty(excerpt.Of(Reports.Finding(file: "no-such-file-" + Guid.NewGuid())));
    }

    private static IReadOnlyList<string> Excerpt(string text, int line, int column, int endLine, int endColumn)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", text);
        var excerpt = new SourceExcerpt(new ConnectorProject { ProjectName = "x", ProjectDirectory = folder.Path });
        return excerpt.Of(new Diagnostic(Reports.Descriptor, "x", new SourceLocation("a.json", line, column, endLine, endColumn)));
    }
}
