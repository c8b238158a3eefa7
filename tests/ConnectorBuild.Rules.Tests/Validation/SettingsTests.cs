using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Validation;

public sealed class SettingsTests
{
    // An error (CB1104), a warning (CB2001), an info that certification asks for (CB4007), and one of style (CB4117).
    private const string Mixed = """
        {
          "swagger": "2.0",
          "info": { "title": "Items", "version": "1.0" },
          "host": "https://api.fabrikam.com",
          "schemes": ["https"],
          "paths": { "/items": { "get": { "operationId": "GetItems", "summary": "List", "description": "Lists items", "responses": { "200": { "description": "OK" } } } } }
        }
        """;

    [Fact]
    public void Validate_WithoutSettings_UsesTheRulesSeverities()
    {
        Assert.Equal("Error", Severity("CB1104", s => s));
        Assert.Equal("Warning", Severity("CB2001", s => s));
        Assert.Equal("Info", Severity("CB4007", s => s));
    }

    [Fact]
    public void NoWarn_OfWarningsAndInfos_HidesThemButNoErrors()
    {
        Assert.Equal("", Severity("CB2001", s => s with { NoWarn = ["CB2001"] }));
        Assert.Equal("", Severity("CB2001", s => s with { NoWarn = ["CS1591; cb2001,CB4117"] }));
        Assert.Equal("", Severity("CB4117", s => s with { NoWarn = ["CB2001", "CB4117"] }));
        Assert.Equal("Error", Severity("CB1104", s => s with { NoWarn = ["CB1104"] }));
        Assert.Equal("", Severity("CB2001", s => s with { NoWarn = ["CB2001"], WarningsAsErrors = ["CB2001"] }));
    }

    [Fact]
    public void WarningsAsErrors_OfACode_RaisesIt()
    {
        Assert.Equal("Error", Severity("CB2001", s => s with { WarningsAsErrors = ["CB2001"] }));
        Assert.Equal("Error", Severity("CB4117", s => s with { WarningsAsErrors = ["CB4117"] }));

        // MSBuild raises what is named itself, so this is what a build shows.
        Assert.Equal("Error", Severity("CB2001", s => s with { WarningsAsErrors = ["CB2001"], WarningsNotAsErrors = ["CB2001"] }));
    }

    [Fact]
    public void TreatWarningsAsErrors_RaisesWarningsOnly()
    {
        Assert.Equal("Error", Severity("CB2001", s => s with { TreatWarningsAsErrors = true }));
        Assert.Equal("Info", Severity("CB4117", s => s with { TreatWarningsAsErrors = true }));
        Assert.Equal("Warning", Severity("CB2001", s => s with { TreatWarningsAsErrors = true, WarningsNotAsErrors = ["CB2001"] }));
    }

    [Fact]
    public void Certification_OfAProject_RaisesWhatCertificationAsksFor()
    {
        using var connector = new TestConnector(Mixed);
        connector.Project = connector.Project with { Certification = true };

        var severities = connector.Validate().Diagnostics.ToLookup(d => d.Id, d => d.Severity);

        Assert.All(severities["CB4007"], s => Assert.Equal(DiagnosticSeverity.Warning, s));
        Assert.All(severities["CB4117"], s => Assert.Equal(DiagnosticSeverity.Info, s));
    }

    [Theory]
    [InlineData("CB4117", "/paths/~1items/get/description")]
    [InlineData("cb4117", "/paths/*/get/description")]
    [InlineData("CB4117", "/paths/**")]
    [InlineData("CB4117", "/**/description")]
    [InlineData("CB4117", "paths/~1items/get/description")]
    [InlineData("CB4117", null)]
    public void Suppression_ThatFits_TakesTheFindingOut(string rule, string? pointer)
    {
        using var connector = new TestConnector(Mixed).With(
            s => s with { Suppressions = [new(rule, pointer, "Shared with the API's documentation")] });

        var result = connector.Validate();

        Assert.DoesNotContain(result.Diagnostics, d => d.Id is "CB4117" or "CB1901" or "CB1902" or "CB1903");
        var suppressed = Assert.Single(result.Suppressed);
        Assert.Equal(("CB4117", "Shared with the API's documentation"), (suppressed.Diagnostic.Id, suppressed.Justification));
    }

    [Fact]
    public void RetiredCode_InASetting_IsAnInfoAndNothingElse()
    {
        using var connector = new TestConnector(Mixed).With(
            s => s with { NoWarn = ["CB2306;CS1591"], WarningsAsErrors = ["cb2306"], Suppressions = [new("CB2306", null, "It waits")] });

        var found = connector.Validate().Diagnostics.Where(d => d.Id.StartsWith("CB19", StringComparison.Ordinal)).ToList();

        Assert.Equal(["CB1904", "CB1904", "CB1904"], found.Select(d => d.Id));
        Assert.All(found, d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));
    }

    [Fact]
    public void Suppression_ThatFitsNothing_IsReportedAndStays()
    {
        using var connector = new TestConnector(Mixed).With(s => s with { Suppressions = [new("CB4117", "/paths/*/post/**", "Old")] });

        var result = connector.Validate();

        Assert.Contains(result.Diagnostics, d => d.Id == "CB4117");
        var unused = Assert.Single(result.Diagnostics, d => d.Id == "CB1901");
        Assert.Contains("/paths/*/post/**", unused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Suppression_WithoutJustificationOrOfNoRule_IsReported()
    {
        using var connector = new TestConnector(Mixed).With(
            s => s with { Suppressions = [new("CB4117", null, " "), new("CB9999", null, "x"), new("4117", null, "x")] });

        var result = connector.Validate();

        Assert.Single(result.Diagnostics, d => d.Id == "CB1902");
        Assert.Equal(2, result.Diagnostics.Count(d => d.Id == "CB1903"));
    }

    [Fact]
    public void Suppression_BehindAWiderOne_CountsAsUsed()
    {
        using var connector = new TestConnector(Mixed).With(
            s => s with { Suppressions = [new("CB4117", null, "a"), new("CB4117", "/paths/**", "b")] });

        Assert.DoesNotContain(connector.Validate().Diagnostics, d => d.Id == "CB1901");
    }

    [Theory]
    [InlineData("/a/*/c", "/a/b/c", true)]
    [InlineData("/a/*/c", "/a/b/b/c", false)]
    [InlineData("/a/**/c", "/a/c", true)]
    [InlineData("/a/**/c", "/a/b/b/c", true)]
    [InlineData("/a/**/c", "/a/c/d", false)]
    [InlineData("/**/x/**/y", "/x/1/x/2/y", true)]
    [InlineData("**", "", true)]
    [InlineData("", "/a", false)]
    [InlineData("#/a", "/a", true)]
    public void PointerPattern_Matches_SegmentsAndStars(string pattern, string pointer, bool expected) =>
        Assert.Equal(expected, new PointerPattern(pattern).Matches(pointer));

    [Theory]
    [InlineData(null, "")]
    [InlineData("dev", "")]
    [InlineData("prod", "")]
    public void Suppression_OfAnotherVariantsFinding_IsInUse(string? environment, string expected)
    {
        using var connector = new TestConnector();
        File.WriteAllText(Path.Combine(connector.Folder, "apiDefinition.dev.json"), """{ "host": 42 }""");
        connector.Project = connector.Project with
        {
            Environments = [new() { Name = "dev" }, new() { Name = "prod" }],
            Validation = connector.Project.Validation with { Suppressions = [new("CB1104", "/host", "known")] },
        };

        var unused = ProjectValidation.Validate(connector.Project, environment, TestContext.Current.CancellationToken).Diagnostics
            .Where(d => d.Id == "CB1901");

        Assert.Equal(expected, string.Join(' ', unused.Select(d => d.Message)));
    }

    private static string Severity(string code, Func<ValidationSettings, ValidationSettings> settings)
    {
        using var connector = new TestConnector(Mixed).With(settings);
        return string.Join(' ', connector.Validate().Diagnostics.Where(d => d.Id == code).Select(d => d.Severity).Distinct());
    }
}
