using System.Diagnostics;
using System.Text;
using ConnectorBuild.Reports;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Input that is meant to hurt: it ends with a message, in time.</summary>
public sealed class BadInputTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Texts() =>
    [
        "", "{", "[", "null", "\u0000", new string('[', 1_000_000), new string('{', 1_000_000), "{\"a\":" + new string('[', 100_000) + "}",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Validate_ABrokenText_EndsWithOneCodedError(string text)
    {
        using var connector = new TestConnector(text);

        var result = connector.Validate();

        Assert.True(result.HasErrors);
        Assert.Null(result.Content);
        Assert.All(result.Diagnostics, d => Assert.Equal("apiDefinition.swagger.json", d.Location!.Value.File));
    }

    [Fact]
    public void Validate_NamesOfAHundredThousandCharacters_StayShortInMessages()
    {
        var name = new string('n', 100_000);
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "info": { "title": "{{name}}", "version": "1" }, "{{name}}": 1,
              "paths": { "{{name}}": { "{{name}}": {}, "get": { "operationId": "{{name}}", "parameters": [{ "name": "{{name}}", "in": "{{name}}" }], "responses": { "{{name}}": {} } } } },
              "definitions": { "{{name}}": { "type": "{{name}}", "required": ["{{name}}"], "properties": {}, "{{name}}": { "$ref": "#/definitions/{{name}}x" } } } }
            """);

        var result = InTime(() => connector.Validate());

        Assert.All(result.Diagnostics, d => Assert.True(d.Message.Length < 1_000, d.Id));
    }

    [Fact]
    public void Validate_CirclesAndLongChainsOfReferences_ComesToAnEnd()
    {
        var definitions = new StringBuilder();
        for (var index = 0; index < 20_000; index++)
        {
            definitions.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\"D{index}\": {{ \"type\": \"object\", \"required\": [\"n\"], \"properties\": {{ \"n\": {{ \"$ref\": "
                    + $"\"#/definitions/D{index + 1}\" }} }} }},\n");
        }

        definitions.Append("\"D20000\": { \"$ref\": \"#/definitions/D0\" }, \"Self\": { \"$ref\": \"#/definitions/Self\" }");
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "info": { "title": "x", "version": "1" },
              "paths": { "/a": { "post": { "operationId": "A", "x-ms-trigger": "batch",
                "parameters": [{ "name": "b", "in": "body", "schema": { "$ref": "#/definitions/D0" } }, { "$ref": "#/parameters/P" }],
                "responses": { "200": { "description": "", "schema": { "$ref": "#/definitions/Self" } }, "400": { "$ref": "#/responses/R" } } } } },
              "parameters": { "P": { "$ref": "#/parameters/P" } }, "responses": { "R": { "$ref": "#/responses/R" } },
              "definitions": { {{definitions}} } }
            """);

        var result = InTime(() => connector.Validate());

        Assert.Contains(result.Diagnostics, d => d.Id == "CB1408");
    }

    [Fact]
    public void Validate_TenThousandWrongNames_ReportsTheFirstOnesInTime()
    {
        var references = string.Join(
            ",\n",
            Enumerable.Range(0, 10_000).Select(
                i => $"\"A{i}\": {{ \"type\": \"array\", \"items\": {{ \"$ref\": \"#/definitions/B{i}\" }} }}"));
        using var connector = new TestConnector($$"""{ "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {}, "definitions": { {{references}} } }""");

        var result = InTime(() => connector.Validate());

        Assert.Equal(500, result.Diagnostics.Count(d => d.Id == "CB1109"));
    }

    [Fact]
    public void Validate_ManyRequiredNamesAmongManyProperties_ComesToAnEnd()
    {
        var names = Enumerable.Range(0, 40_000).Select(i => $"p{i}").ToList();
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {}, "definitions": { "D": { "type": "object",
              "required": [{{string.Join(",", names.Select(n => $"\"{n}\""))}}], "properties": { {{string.Join(",", names.Select(n => $"\"{n}\":{{\"type\":\"string\",\"readOnly\":true}}"))}} } } } }
            """);

        Assert.DoesNotContain(InTime(() => connector.Validate()).Diagnostics, d => d.Id == "CB1402");
    }

    [Fact]
    public void Validate_ThousandsOfOperationsAndParameters_ComesToAnEnd()
    {
        var parameters = string.Join(",", Enumerable.Range(0, 2_000).Select(i => $"{{\"name\":\"p{i}\",\"in\":\"query\",\"type\":\"string\"}}"));
        var paths = string.Join(
            ",\n",
            Enumerable.Range(0, 40).Select(
                i => $"\"/p{i}\": {{ \"parameters\": [{parameters}], \"get\": {{ \"operationId\": \"O{i}\", \"parameters\": "
                    + $"[{parameters}], \"responses\": {{}} }} }}"));
        using var connector = new TestConnector($$"""{ "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": { {{paths}} } }""");

        InTime(() => connector.Validate());
    }

    [Fact]
    public void Validate_CommandsOfCiSystemsInAnyText_StayTextInEveryMessage()
    {
        const string Evil = "\\n##vso[task.setvariable variable=x]y\\r\\n::error::z\\u001b[31m\\u2028";
        using var connector = new TestConnector($$"""
            { "swagger": "2.0{{Evil}}", "info": { "title": "{{Evil}}", "version": "1" }, "host": "{{Evil}}/", "basePath": "{{Evil}}", "schemes": ["{{Evil}}"], "{{Evil}}": 1,
              "paths": { "{{Evil}}": { "{{Evil}}": 1, "get": { "operationId": "{{Evil}}", "parameters": [{ "name": "{{Evil}}", "in": "{{Evil}}" }], "responses": { "{{Evil}}": {} } } } },
              "definitions": { "{{Evil}}": { "type": "{{Evil}}", "format": "{{Evil}}", "enum": ["{{Evil}}", "{{Evil}}"], "default": 1, "required": ["{{Evil}}"], "properties": {}, "x-ms-{{Evil}}": 1, "{{Evil}}": 1 } },
              "securityDefinitions": { "{{Evil}}": { "type": "{{Evil}}" } }, "security": [{ "{{Evil}}": ["{{Evil}}"] }] }
            """).WithProperties($$"""
            { "properties": { "{{Evil}}": 1, "policyTemplateInstances": [{ "templateId": "{{Evil}}" }], "scriptOperations": ["{{Evil}}"],
              "connectionParameters": { "{{Evil}}": { "type": "{{Evil}}" }, "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "{{Evil}}", "redirectMode": "{{Evil}}", "scopes": "{{Evil}}" } } } } }
            """).WithScript($"namespace x {{ // ##vso[task.complete]\n}}");

        var result = connector.Validate();

        Assert.True(result.Diagnostics.Count > 20);
        Assert.All(result.Diagnostics, d => Assert.DoesNotContain(d.Message, char.IsControl));
        Assert.All(result.Diagnostics, d => Assert.DoesNotContain("##vso[", CanonicalText.Line(d), StringComparison.Ordinal));
    }

    private static ValidationResult InTime(Func<ValidationResult> validate)
    {
        var clock = Stopwatch.StartNew();
        var result = validate();
        Assert.True(clock.Elapsed < Patience, $"It took {clock.Elapsed}.");
        return result;
    }
}
