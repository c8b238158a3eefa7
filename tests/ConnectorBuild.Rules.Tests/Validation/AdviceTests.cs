using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>What a finding tells its reader to do is right for the case at hand.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("a", "b", false)]
    [InlineData("q", "a", false)]
    [InlineData("a", "A", true)]
    [InlineData("bb", "b", true)]
    public void ShortName_WithNoLetterInCommon_IsNoHint(string written, string present, bool isHint)
    {
        var message = Find($$"""{ "definitions": { "{{present}}": { "type": "string" }, "One": { "type": "object", "properties": { "x": { "$ref": "#/definitions/{{written}}" } } } } }""", "CB1109");

        Assert.Equal(isHint, message.Contains($"did you mean '{present}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("object", "guid", ": remove it")]
    [InlineData("array", "list", ": remove it")]
    [InlineData("string", "guid", ": write uuid")]
    [InlineData("integer", "int16", "int32, int64, or")]
    [InlineData("number", "decimal", ": write one of float, double, or")]
    public void UnknownFormat_SaysWhatFitsTheType(string type, string format, string expected) => Assert.Contains(
        expected, Find($$"""{ "definitions": { "One": { "type": "{{type}}", "format": "{{format}}", "items": { "type": "string" } } } }""", "CB4207"), StringComparison.Ordinal);

    [Theory]
    [InlineData("integer", false)]
    [InlineData("number", false)]
    [InlineData("string", true)]
    public void PathParameter_WithoutEncoding_FearsASlashOnlyInTexts(string type, bool hasSlash) => Assert.Equal(
        hasSlash, Find($$"""{ "parameters": { "Id": { "name": "id", "in": "path", "required": true, "type": "{{type}}" } } }""", "CB4201").Contains("'/'", StringComparison.Ordinal));

    [Theory]
    [InlineData("See https://fabrikam.com/docs", 0)]
    [InlineData("See www.fabrikam.com", 0)]
    [InlineData("See https://fabrikam.com and more", 1)]
    public void Description_ThatEndsWithAnAddress_NeedsNoStop(string description, int expected)
    {
        using var connector = new TestConnector(TestConnector.Definition.Replace("Lists all items.", description, StringComparison.Ordinal));

        Assert.Equal(expected, connector.Validate().Diagnostics.Count(d => d.Id == "CB4117"));
    }

    [Theory]
    [InlineData("https://api.contoso.com/v1", "write its path, \"/v1\", and put \"api.contoso.com\" into \"host\" and \"https\" into \"schemes\"")]
    [InlineData("v1", "write \"/v1\"")]
    [InlineData("", "write \"/\"")]
    public void BasePath_WithoutASlash_IsToldAsItIsToBeWritten(string basePath, string expected) =>
        Assert.Contains(expected, Find($$"""{ "basePath": "{{basePath}}" }""", "CB1103"), StringComparison.Ordinal);

    [Fact]
    public void RequiredValue_FromAnOptionalParameter_IsToldOnceForAFamilyOfOperations()
    {
        static string Operation(string path) => $$"""
            "/{{path}}": { "get": { "operationId": "Get{{path}}", "parameters": [{ "name": "kind", "in": "query", "type": "string" }, { "name": "b", "in": "query", "type": "string",
                "x-ms-dynamic-values": { "operationId": "GetKinds", "value-path": "id", "parameters": { "kind": { "parameter": "kind" } } } }], "responses": { "200": { "description": "OK" } } } }
            """;
        var (found, _) = MarkedConnector.Validate($$"""
            "paths": { {{Operation("A")}}, {{Operation("B")}},
                "/kinds": { "get": { "operationId": "GetKinds", "parameters": [{ "name": "kind", "in": "query", "type": "string", "required": true }], "responses": { "200": { "description": "OK" } } } } }
            """);

        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found, d => d.Id == "CB2416").Severity);
    }

    [Fact]
    public void PolicyInstances_AreTemplateInstances()
    {
        using var connector = new TestConnector().WithProperties("""{ "properties": { "connectionParameters": {}, "policyInstances": [] } }""");

        Assert.Contains(
            "did you mean 'policyTemplateInstances'?", Assert.Single(connector.Validate().Diagnostics, d => d.Id == "CB2502").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void PolicyParameter_IsToBeRenamedToOneName()
    {
        using var connector = new TestConnector().WithProperties("""
            { "properties": { "connectionParameters": {}, "policyTemplateInstances": [{ "templateId": "setheader", "title": "x", "parameters": { "x-ms-apimTemplateParameter.nmae": "a" } }] } }
            """);

        var messages = connector.Validate().Diagnostics.Where(d => d.Id == "CB2505").Select(d => d.Message).ToList();

        Assert.True(messages.Count > 1);
        Assert.Contains(
            "Parameter.name\"", Assert.Single(messages, m => m.Contains("rename it", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    private static string Find(string parts, string code)
    {
        using var connector = new TestConnector(parts.Insert(1, """ "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {}, """));
        return Assert.Single(connector.Validate().Diagnostics, d => d.Id == code).Message;
    }
}
