using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Limits that examples on pages cannot show, at the limit and one above it.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(256, false)]
    [InlineData(257, true)]
    public void OperationCount_AroundTheLimit_IsReportedAtTheFirstOverIt(int count, bool expected)
    {
        var paths = string.Join(
            ",\n",
            Enumerable.Range(0, count).Select(i => $"\"/p{i}\": {{\n\"get\": {{ \"operationId\": \"O{i}\", \"responses\": {{}} }} }}"));
        using var connector = new TestConnector($"{{ \"swagger\": \"2.0\", \"paths\": {{\n{paths}}} }}");

        var found = connector.Validate().Diagnostics.Where(d => d.Id == "CB2003").ToList();

        Assert.Equal(expected, found.Count == 1);
        Assert.All(found, d => Assert.Equal(1 + (256 * 2) + 2, d.Location!.Value.Line));
    }

    [Theory]
    [InlineData(511, false)]
    [InlineData(512, true)]
    public void SchemaCount_OfABodyAroundTheLimit_CountsWhatReferencesBringIn(int properties, bool expected)
    {
        var members = string.Join(",", Enumerable.Range(0, properties).Select(i => $"\"p{i}\": {{ \"type\": \"string\" }}"));
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "paths": { "/a": { "post": { "operationId": "A", "responses": {}, "parameters": [{ "name": "b", "in": "body", "schema": { "$ref": "#/definitions/D" } }] } } },
              "definitions": { "D": { "type": "object", "properties": { {{members}} } } } }
            """);

        Assert.Equal(expected, connector.Validate().Diagnostics.Any(d => d.Id == "CB2004"));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(500, true)]
    public void SchemaCount_OfAnOperationWithManyResponses_CountsSchemasNotValues(int properties, bool expected)
    {
        var members = string.Join(",", Enumerable.Range(0, properties).Select(i => $"\"p{i}\": {{}}"));
        var choices = string.Join(",", Enumerable.Range(0, Math.Max(0, 490 - properties)));
        var responses = string.Join(
            ",",
            Enumerable.Range(200, 40).Select(
                i => $"\"{i}\": {{ \"description\": \"\", \"schema\": {{ \"enum\": [{choices}], \"properties\": {{ {members} }} }} }}"));
        using var connector = new TestConnector($$"""{ "swagger": "2.0", "paths": { "/a": { "get": { "operationId": "A", "responses": { {{responses}} } } } } }""");

        Assert.Equal(expected, connector.Validate().Diagnostics.Any(d => d.Id == "CB2004"));
    }

    [Theory]
    [InlineData(400_000, "")]
    [InlineData(400_001, "CB2603")]
    [InlineData(500_000, "CB2603")]
    [InlineData(500_001, "CB2602")]
    [InlineData(1_000_000, "CB2602")]
    [InlineData(1_000_001, "CB2601")]
    public void DefinitionSize_AroundTheLimits_IsReportedWithItsPercentage(int minified, string expected)
    {
        const string Start = """{"swagger":"2.0","info":{"title":"x","version":"1","description":"é""";
        const string End = "\"},\"paths\":{}}";
        using var connector = new TestConnector("\n  " + Start + new string('x', minified - Start.Length - End.Length) + End + "\n");

        var found = connector.Validate().Diagnostics.Where(d => d.Id.StartsWith("CB260", StringComparison.Ordinal) && d.Id != "CB2605").ToList();

        Assert.Equal(expected, string.Join(' ', found.Select(d => d.Id)));
        Assert.All(found, d => Assert.Contains($"{minified:N0} characters without blanks", d.Message, StringComparison.Ordinal));
        Assert.All(found, d => Assert.Contains(" %", d.Message, StringComparison.Ordinal));
        Assert.Equal(minified + 5 > 1_000_000, connector.Validate().Diagnostics.Any(d => d.Id == "CB6002"));
    }

    [Theory]
    [InlineData(500_000, false)]
    [InlineData(500_001, true)]
    public void ColumnSize_OfTheScript_IsReportedAboveTheLimit(int length, bool expected)
    {
        const string Script = "public class Script : ScriptBase { } // ";
        using var connector = new TestConnector().WithScript(Script + new string('x', length - Script.Length));

        Assert.Equal(expected, connector.Validate().Diagnostics.Any(d => d is { Id: "CB2604", Severity: DiagnosticSeverity.Error }));
    }

    [Fact]
    public void ColumnSize_OfPolicies_IsReportedAboveTheLimit()
    {
        using var connector = new TestConnector().WithProperties($$"""{ "properties": { "policyTemplateInstances": [{ "templateId": "setheader", "parameters": { "x-ms-apimTemplateParameter.name": "x", "x-ms-apimTemplateParameter.value": "{{new string('x', 500_000)}}" } }] } }""");

        var found = Assert.Single(connector.Validate().Diagnostics, d => d.Id == "CB2604");

        Assert.Equal(new SourceLocation("apiProperties.json", 1, 19, 1, 44), found.Location);
    }

    [Theory]
    [InlineData(1_048_576, false)]
    [InlineData(1_048_577, true)]
    public void ScriptSize_AroundTheLimit_IsReportedAboveIt(int length, bool expected)
    {
        const string Script = "public class Script : ScriptBase { } // ";
        using var connector = new TestConnector().WithScript(Script + new string('x', length - Script.Length));

        Assert.Equal(expected, connector.Validate().Diagnostics.Any(d => d is { Id: "CB5003", Severity: DiagnosticSeverity.Error }));
    }

    [Fact]
    public void Names_TooLongForTheirColumns_AreReported()
    {
        using var connector = new TestConnector($$"""{ "swagger": "2.0", "info": { "title": "{{new string('t', 201)}}", "version": "1", "description": "{{new string('d', 1_001)}}" }, "paths": {} }""");
        Assert.Equal(2, connector.Validate().Diagnostics.Count(d => d.Id == "CB2605"));

        connector.Project = connector.Project with { DisplayName = new string('n', 200), ConnectorName = new string('-', 170) };
        Assert.Equal(2, connector.Validate().Diagnostics.Count(d => d.Id == "CB2605"));
        Assert.Contains(connector.Validate().Diagnostics, d => d.Id == "CB2606");

        connector.Project = connector.Project with { DisplayName = new string('n', 30), ConnectorName = "items" };
        Assert.Equal(1, connector.Validate().Diagnostics.Count(d => d.Id == "CB2605"));
        Assert.DoesNotContain(connector.Validate().Diagnostics, d => d.Id == "CB2606");
    }

    [Fact]
    public void FileNames_InAnotherCaseOrNearlyRight_AreReported()
    {
        Assert.Contains("apiDefinition.swagger.json", NameProblem("apidefinition.swagger.json"), StringComparison.Ordinal);
        Assert.Contains("apiDefinition.swagger.json", NameProblem("apiDefination.swagger.json"), StringComparison.Ordinal);
        Assert.Equal("", NameProblem("apiDefinition.swagger.json"));
        Assert.Equal("", NameProblem("items.json"));
    }

    [Fact]
    public void ScriptForAll_WithoutScriptOperations_IsSaid()
    {
        using var connector = new TestConnector().WithScript("public class Script : ScriptBase { }").WithProperties("""{ "properties": { "scriptOperations": [] } }""");
        Assert.Contains(connector.Validate().Diagnostics, d => d.Id == "CB5010");

        connector.WithProperties("""{ "properties": { "scriptOperations": ["GetItems"] } }""");
        Assert.DoesNotContain(connector.Validate().Diagnostics, d => d.Id == "CB5010");
    }

    private static string NameProblem(string name)
    {
        using var connector = new TestConnector();
        connector.Project = connector.Project with { DefinitionFile = connector.Write(name, Encoding.UTF8.GetBytes(TestConnector.Definition)) };
        return connector.Validate().Diagnostics.SingleOrDefault(d => d.Id == "CB6001")?.Message ?? "";
    }
}
