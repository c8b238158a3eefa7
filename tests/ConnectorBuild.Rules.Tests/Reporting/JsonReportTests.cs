using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Reports;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Reporting;

public sealed class JsonReportTests
{
    [Fact]
    public void Write_OfFindings_HasAVersionCountsAndEachFinding()
    {
        var reports = Reports.Of(
            [Reports.Finding(), Reports.Finding("Note", DiagnosticSeverity.Info, line: 0)],
            [new(Reports.Finding("Known", DiagnosticSeverity.Warning), "Because")]);

        var report = JsonNode.Parse(JsonReport.Write(reports, Reports.Paths))!;

        Assert.Equal(
            (1, 1, 0, 1),
            (report["version"]!.GetValue<int>(), report["errors"]!.GetValue<int>(), report["warnings"]!.GetValue<int>(), report["infos"]!.GetValue<int>()));
        var connector = report["connectors"]![0]!;
        Assert.Equal("items", connector["name"]!.GetValue<string>());
        Assert.Equal(
            $$"""{"code":"CB1001","severity":"error","title":"The file is not well-formed","message":"Broken","file":"a b.json","line":3,"column":5,"endLine":3,"endColumn":9,"pointer":"/paths/~1x","helpLink":"{{Reports.Descriptor.HelpLink}}"}""",
            connector["diagnostics"]![0]!.ToJsonString());
        Assert.Null(connector["diagnostics"]![1]!["line"]);
        Assert.Equal("Because", connector["suppressed"]![0]!["justification"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("##vso[task.complete]x")]
    [InlineData("a###[error]b##c")]
    public void Write_OfNamesThatAreCommands_HoldsThemWithoutACommandInTheText(string name)
    {
        var project = new ConnectorProject { ProjectName = "items", ProjectDirectory = Path.Combine(Path.GetTempPath(), name) };

        var json = JsonReport.Write([new ValidationReport(project, new ValidationResult([], null))], new ReportPaths(Path.GetTempPath()));

        Assert.DoesNotContain("##", System.Text.Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Assert.Equal(name, JsonNode.Parse(json)!["connectors"]![0]!["directory"]!.GetValue<string>());
    }
}
