using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Pages;

/// <summary>
/// Every rule finds the bad example of its page, at the spot that the page underlines, and nothing to mend in the good one beside it.
/// </summary>
public sealed class RulePageExampleTests
{
    public static TheoryData<string> PagesWithExamples() =>
        [.. RulePage.All().Where(p => p.Headings.Contains("Bad example") && p.Example("Bad example").Count > 0).Select(p => p.Id)];

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public void BadExample_Validated_IsFoundWhereThePageUnderlinesIt(string id)
    {
        var files = RulePage.Load(id).Example("Bad example");

        var found = ExampleConnector.Validate(files).Where(d => d.Id == id).Select(Place).ToList();

        var marked = Assert.Single(files, f => f.Mark is not null);
        var (line, column, endColumn) = marked.Mark!.Value;
        Assert.Contains((ExampleConnector.PathOf(marked), line, column, line, endColumn), found);
    }

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public void GoodExample_WhichFollowsTheAdvice_HasNeitherTheFindingNorAnotherToMend(string id)
    {
        var files = RulePage.Load(id).Example("Good example");

        var diagnostics = ExampleConnector.Validate(files.Select(f => f.WithoutNotes()));

        Assert.NotEmpty(files);
        Assert.DoesNotContain(diagnostics, d => d.Id == id);
        Assert.Empty(
            diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)
                .Select(d => $"{d.Id} {d.Location?.File}:{d.Location?.Line} {d.Message}"));
    }

    private static (string?, int?, int?, int?, int?) Place(Diagnostic diagnostic) =>
        (diagnostic.Location?.File, diagnostic.Location?.Line, diagnostic.Location?.Column, diagnostic.Location?.EndLine, diagnostic.Location?.EndColumn);
}
