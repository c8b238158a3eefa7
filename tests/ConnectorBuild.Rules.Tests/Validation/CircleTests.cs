using System.Globalization;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>References that lead back to where they come from.</summary>
public sealed class CircleTests
{
    [Theory]
    [InlineData("parameters", """{ "p": { "$ref": "#/parameters/p" } }""", "'p' -> 'p' ($ref)", "ParameterRefLoopNotAllowed")]
    [InlineData("parameters", """{ "p": { "$ref": "#/parameters/q" }, "q": { "$ref": "#/parameters/p" } }""", "'p' -> 'q' ($ref) -> 'p' ($ref)", "ParameterRefLoopNotAllowed")]
    [InlineData("responses", """{ "r": { "$ref": "#/responses/r" } }""", "'r' -> 'r' ($ref)", "ResponseRefLoopNotAllowed")]
    [InlineData("definitions", """{ "A": { "$ref": "#/definitions/A" } }""", "'A' -> 'A' ($ref)", "SchemaRefLoopNotAllowed")]
    [InlineData("definitions", """{ "A": { "$ref": "#/definitions/B" }, "B": { "$ref": "#/definitions/A" } }""", "'A' -> 'B' ($ref) -> 'A' ($ref)", "SchemaRefLoopNotAllowed")]
    [InlineData("definitions", """{ "A": { "allOf": [{ "$ref": "#/definitions/B" }] }, "B": { "$ref": "#/definitions/A" } }""", "'A' -> 'B' (allOf) -> 'A' ($ref)", "SchemaRefLoopNotAllowed")]
    public void References_ToNothingButEachOther_AreAnErrorThatNamesTheWay(string section, string entries, string way, string platformCode)
    {
        var found = Assert.Single(Validate(section, entries));

        Assert.Equal(("CB1113", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.Contains(way, found.Message, StringComparison.Ordinal);
        Assert.Contains("itself in place of one of these references", found.Message, StringComparison.Ordinal);
        Assert.EndsWith($"({platformCode})", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "A": { "allOf": [{ "$ref": "#/definitions/B" }] }, "B": { "allOf": [{ "type": "object" }, { "$ref": "#/definitions/A" }] } }""", "'A' -> 'B' (allOf) -> 'A' (allOf)")]
    [InlineData("""{ "A": { "allOf": [{ "allOf": [{ "$ref": "#/definitions/A" }] }] } }""", "'A' -> 'A' (allOf)")]
    public void AllOf_OfEachOther_IsAnErrorThatSaysSo(string definitions, string way)
    {
        var found = Assert.Single(Validate("definitions", definitions));

        Assert.Equal("CB1113", found.Id);
        Assert.Contains(way, found.Message, StringComparison.Ordinal);
        Assert.Contains("out of its \"allOf\"", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("required", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "A": { "required": ["b"], "properties": { "b": { "$ref": "#/definitions/B" } } }, "B": { "allOf": [{ "$ref": "#/definitions/A" }] } }""", "'A' -> 'B' (required 'b') -> 'A' (allOf)")]
    [InlineData("""{ "A": { "required": ["b"], "properties": { "b": { "required": ["c"], "properties": { "c": { "$ref": "#/definitions/A" } } } } } }""", "'A' -> 'A' (required 'b')")]
    public void RequiredProperties_OnTheWay_AreAnErrorOfTheirOwn(string definitions, string way)
    {
        var found = Validate("definitions", definitions);

        Assert.Contains(way, Assert.Single(found, d => d.Id == "CB1408").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(found, d => d.Id == "CB1113");
    }

    [Theory]
    [InlineData("""{ "A": { "properties": { "a": { "$ref": "#/definitions/A" } } } }""")]
    [InlineData("""{ "A": { "required": ["a"], "properties": { "a": { "type": "array", "items": { "$ref": "#/definitions/A" } } } } }""")]
    [InlineData("""{ "A": { "$ref": "#/definitions/C" }, "B": { "$ref": "#/definitions/C" }, "C": { "type": "string" } }""")]
    public void References_ThatEndSomewhere_AreFine(string definitions) => Assert.Empty(Validate("definitions", definitions));

    [Fact]
    public void Circle_OfThousands_IsToldInShort()
    {
        var entries = string.Join(
            ",",
            Enumerable.Range(0, 20_000).Select(
                i => string.Create(CultureInfo.InvariantCulture, $"\"p{i}\": {{ \"$ref\": \"#/parameters/p{(i + 1) % 20_000}\" }}")));

        var found = Assert.Single(Validate("parameters", $"{{ {entries} }}"));

        Assert.Contains("20000 references in all", found.Message, StringComparison.Ordinal);
        Assert.True(found.Message.Length < 1_000);
    }

    private static List<Diagnostic> Validate(string section, string entries)
    {
        using var connector = new TestConnector($$"""{ "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {}, "{{section}}": {{entries}} }""");
        return [.. connector.Validate().Diagnostics.Where(
            d => d.Id == "CB1408" || (d.Severity == DiagnosticSeverity.Error && d.Location!.Value.File!.EndsWith(".json", StringComparison.Ordinal)))];
    }
}
