using System.Text.RegularExpressions;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;

namespace ConnectorBuild.Rules.Tests.Reporting;

public sealed partial class LineTests
{
    [Theory]
    [InlineData(DiagnosticSeverity.Error, 3, "a b.json(3,5): error CB1001: Broken")]
    [InlineData(DiagnosticSeverity.Warning, 3, "a b.json(3,5): warning CB1001: Broken")]
    [InlineData(DiagnosticSeverity.Info, 3, "a b.json(3,5): info CB1001: Broken")]
    [InlineData(DiagnosticSeverity.Error, 0, "a b.json: error CB1001: Broken")]
    public void CanonicalText_OfAFinding_IsTheFormThatToolsKnow(DiagnosticSeverity severity, int line, string expected) =>
        Assert.Equal(expected, CanonicalText.Line(Reports.Finding(severity: severity, line: line)));

    [Fact]
    public void CanonicalText_WithoutAFile_NamesTheTool() =>
        Assert.Equal("ConnectorBuild : error CB1001: Broken", CanonicalText.Line(new Diagnostic(Reports.Descriptor, "Broken")));

    [Theory]
    [InlineData(DiagnosticSeverity.Error)]
    [InlineData(DiagnosticSeverity.Warning)]
    public void CanonicalText_InABuildLog_IsMatchedBySetupDotnet(DiagnosticSeverity severity)
    {
        // As MSBuild writes it: with the project behind.
        var match = SetupDotnet().Match(CanonicalText.Line(Reports.Finding(severity: severity)) + " [/repo/items.csproj]");

        Assert.True(match.Success);
        Assert.Equal(
            ["a b.json", "3", severity.ToString().ToLowerInvariant(), "CB1001", "Broken"],
            match.Groups.Values.Skip(1).Take(5).Select(g => g.Value));
    }

    [Fact]
    public void CanonicalText_BelowARoot_WritesPathsFromThere()
    {
        var reports = Reports.Of(Reports.Finding());
        var root = Path.GetDirectoryName(Path.GetDirectoryName(reports[0].Project.ProjectDirectory))!;

        Assert.Equal(
            "connectors/items/a b.json(3,5): error CB1001: Broken\n",
            Reports.Text(w => CanonicalText.Write(w, reports, new ReportPaths(root))));
    }

    [Theory]
    [InlineData("a\nb\r\nc\td", "a b  c d")]
    [InlineData("\u001b[31mred\u0007", "\uFFFD[31mred\uFFFD")]
    [InlineData("a\u2028b\u202Ec\u200Bd", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("x ##vso[task.complete]", "x # #vso[task.complete]")]
    [InlineData("####[error]", "# # # #[error]")]
    [InlineData("::error::x", ": :error: :x")]
    [InlineData("  ::set-output name=a::b", "  : :set-output name=a: :b")]
    [InlineData("std::vector 😀 é", "std::vector 😀 é")]
    public void SafeText_OfHostileText_IsHarmless(string text, string expected) => Assert.Equal(expected, SafeText.OneLine(text));

    [Fact]
    public void SafeText_OfHalfASurrogatePair_ReplacesIt() => Assert.Equal("a\uFFFDb", SafeText.OneLine("a" + (char)0xD800 + "b"));

    [Fact]
    public void GitHubAnnotations_OfFindings_AreCommandsWithTheWorstFirst()
    {
        var reports = Reports.Of(
            Reports.Finding("Note", DiagnosticSeverity.Info), Reports.Finding("50% of\n::error::it", file: "a,b:c.json"),
            Reports.Finding("Whole", DiagnosticSeverity.Warning, line: 0));

        var lines = Reports.Text(w => GitHubAnnotations.Write(w, reports, Reports.Paths)).TrimEnd('\n').Split('\n');

        Assert.Equal(
            [
                "::error file=a%2Cb%3Ac.json,line=3,endLine=3,col=5,endColumn=9,title=CB1001 The file is not well-formed::50%25 of "
                    + "::error::it " + Reports.Descriptor.HelpLink,
                "::warning file=a b.json,title=CB1001 The file is not well-formed::Whole " + Reports.Descriptor.HelpLink,
                "::notice file=a b.json,line=3,endLine=3,col=5,endColumn=9,title=CB1001 The file is not well-formed::Note " + Reports.Descriptor.HelpLink,
            ],
            lines);
    }

    [Fact]
    public void AzurePipelinesIssues_OfFindings_AreLoggingCommands()
    {
        var reports = Reports.Of(Reports.Finding("50%\n##vso[task.complete]x", file: "a;b].json"), Reports.Finding("Note", DiagnosticSeverity.Info));

        var lines = Reports.Text(w => AzurePipelinesIssues.Write(w, reports, Reports.Paths)).TrimEnd('\n').Split('\n');

        Assert.Equal(
            [
                "##vso[task.logissue type=error;sourcepath=a%3Bb%5D.json;linenumber=3;columnnumber=5;code=CB1001;]50%AZP25 # #vso[task.complete]x",
                "a b.json(3,5): info CB1001: Note",
            ],
            lines);
    }

    // github.com/actions/setup-dotnet, .github/csc.json
    [GeneratedRegex(@"^([^\s].*)\((\d+)(?:,\d+|,\d+,\d+)?\):\s+(error|warning)\s+([a-zA-Z]+(?<!MSB)\d+):\s*(.*?)\s+\[(.*?)\]$")]
    private static partial Regex SetupDotnet();
}
