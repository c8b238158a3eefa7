using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Reporting;

public sealed class SarifLogTests
{
    [Fact]
    public void Write_OfFindings_HasTheShapeOfSarif()
    {
        var reports = Reports.Of(
            [Reports.Finding(), Reports.Finding("Whole", DiagnosticSeverity.Warning, line: 0, pointer: null), new Diagnostic(Reports.Descriptor, "Nowhere")],
            [new(Reports.Finding("Known", DiagnosticSeverity.Info), "Because")]);

        var log = Write(reports);

        Assert.Empty(SarifShape.Problems(log));
        Assert.Equal(4, log["runs"]![0]!["results"]!.AsArray().Count);
    }

    [Fact]
    public void Write_OfAConnector_HasTheShapeOfSarif()
    {
        using var connector = new TestConnector("{ \"swagger\": \"2.0\", \"info\": { \"title\": \"é😀 ##vso[x]\" }, \"paths\": { \"\\u001b\": {} } }");

        Assert.Empty(SarifShape.Problems(Write([new(connector.Project, connector.Validate())])));
    }

    [Fact]
    public void Write_OfNothing_IsALogWithoutResults()
    {
        var log = Write([]);

        Assert.Empty(SarifShape.Problems(log));
        Assert.Empty(log["runs"]![0]!["results"]!.AsArray());
    }

    [Fact]
    public void Write_OfAFinding_SaysWhereWhatAndHowBad()
    {
        var result = Write(Reports.Of(Reports.Finding()))["runs"]![0]!["results"]![0]!;

        Assert.Equal(
            ("CB1001", 0, "error", "Broken"),
            (result["ruleId"]!.GetValue<string>(), result["ruleIndex"]!.GetValue<int>(), result["level"]!.GetValue<string>(), result["message"]!["text"]!.GetValue<string>()));
        var place = result["locations"]![0]!;
        Assert.Equal("a%20b.json", place["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>());
        Assert.Equal("""{"startLine":3,"startColumn":5,"endLine":3,"endColumn":9}""", place["physicalLocation"]!["region"]!.ToJsonString());
        Assert.Equal("/paths/~1x", place["logicalLocations"]![0]!["fullyQualifiedName"]!.GetValue<string>());
    }

    [Fact]
    public void Write_OfASuppressedFinding_SaysWhy()
    {
        var result = Write(Reports.Of([], [new(Reports.Finding(), "Because")]))["runs"]![0]!["results"]![0]!;

        Assert.Equal("""[{"kind":"external","justification":"Because"}]""", result["suppressions"]!.ToJsonString());
    }

    [Fact]
    public void Fingerprints_StayWhenLinesMove_AndTellEqualFindingsApart()
    {
        var before = Fingerprints(Reports.Of(Reports.Finding(line: 3), Reports.Finding("Again", line: 4), Reports.Finding(pointer: "/other")));
        var after = Fingerprints(
            Reports.Of(Reports.Finding(line: 30), Reports.Finding("Again", line: 31), Reports.Finding(pointer: "/other", line: 99)));

        Assert.Equal(before, after);
        Assert.Equal(3, before.Distinct().Count());
    }

    [Fact]
    public void Write_OfMoreThanGitHubTakes_KeepsTheWorst()
    {
        var many = Enumerable.Range(0, SarifLog.MaxResults + 10)
            .Select(
                i => Reports.Finding(
                    severity: i % 2 == 0 ? DiagnosticSeverity.Info : DiagnosticSeverity.Error, pointer: $"/{i}")).ToArray();

        var results = Write(Reports.Of(many))["runs"]![0]!["results"]!.AsArray();

        Assert.Equal(SarifLog.MaxResults, results.Count);
        Assert.Equal((SarifLog.MaxResults + 10) / 2, results.Count(r => r!["level"]!.GetValue<string>() == "error"));
    }

    [Fact]
    public void Write_OfAbsolutePaths_WritesFileUris()
    {
        var outside = Path.Combine(Path.GetTempPath(), "x y.json");

        var uri = Write(Reports.Of(Reports.Finding(file: outside)))["runs"]![0]!["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>();

        Assert.Equal(new Uri(outside).AbsoluteUri, uri);
    }

    private static List<string> Fingerprints(IReadOnlyList<ValidationReport> reports) =>
        [.. Write(reports)["runs"]![0]!["results"]!.AsArray().Select(r => r!["partialFingerprints"]!["connectorBuild/v1"]!.GetValue<string>())];

    private static JsonNode Write(IReadOnlyCollection<ValidationReport> reports) =>
        JsonNode.Parse(SarifLog.Write(reports, Reports.Paths, "1.2.3"))!;
}
