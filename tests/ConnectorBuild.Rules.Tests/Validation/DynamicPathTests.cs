using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Paths of dynamic extensions, followed through what is known of answers and bodies.</summary>
public sealed class DynamicPathTests
{
    private const string Item = """{ "type": "object", "properties": { "id": { "type": "string" }, "name": { "type": "string" }, "more": { "type": "object", "properties": { "code": { "type": "string" } } } } }""";

    [Theory]
    [InlineData("x-ms-dynamic-values", """ "value-collection": "value", "value-path": "idd", "value-title": "name" """, "\"idd\"", "'id'")]
    [InlineData("x-ms-dynamic-values", """ "value-collection": "value", "value-path": "id", "value-title": "nmae" """, "\"nmae\"", "'name'")]
    [InlineData("x-ms-dynamic-values", """ "value-collection": "value", "value-path": "more/cod", "value-title": "name" """, "\"more/cod\"", "'code'")]
    [InlineData("x-ms-dynamic-list", """ "itemsPath": "value", "itemValuePath": "idd", "itemTitlePath": "name" """, "\"idd\"", "'id'")]
    [InlineData("x-ms-dynamic-list", """ "itemsPath": "value", "itemValuePath": "id", "itemTitlePath": "nam" """, "\"nam\"", "'name'")]
    [InlineData("x-ms-dynamic-schema", """ "value-path": "schem" """, "\"schem\"", "'schema'")]
    [InlineData("x-ms-dynamic-properties", """ "itemValuePath": "schem" """, "\"schem\"", "'schema'")]
    public void Path_ThatTheAnswerDoesNotHave_IsAnInfoWithTheNearestName(string extension, string members, string spot, string meant)
    {
        var (diagnostics, text) = Validate($$"""{ "type": "object", "properties": { "value": { "type": "array", "items": {{Item}} }, "schema": { "type": "object" } } }""", extension, members);

        var found = Assert.Single(diagnostics, d => d.Id == "CB2412");
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains($"(did you mean {meant}?)", found.Message, StringComparison.Ordinal);
        Assert.Equal(text.IndexOf(spot, StringComparison.Ordinal) + 1, found.Location!.Value.Column);
    }

    [Theory]
    [InlineData("valeu", "'value'")]
    [InlineData("result/itmes", "'items'")]
    public void List_ThatTheAnswerDoesNotHave_IsToldWithTheNearestNameOnItsWay(string path, string meant)
    {
        var (diagnostics, _) = Validate(
            """{ "type": "object", "properties": { "value": { "type": "array" }, "result": { "allOf": [{ "type": "object", "properties": { "items": { "type": "array" } } }] } } }""",
            "x-ms-dynamic-values", $"\"value-collection\": \"{path}\", \"value-path\": \"id\"");

        Assert.Contains($"(did you mean {meant}?)", Assert.Single(diagnostics, d => d.Id == "CB2406").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(diagnostics, d => d.Id == "CB2412");
    }

    [Theory]
    [InlineData("""{ "type": "array", "items": { "type": "object" } }""")]
    [InlineData("""{ "type": "array" }""")]
    [InlineData("""{ "type": "object" }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" } }, "additionalProperties": true } }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object", "discriminator": "id", "required": ["id"], "properties": { "id": { "type": "string" } } } }""")]
    [InlineData("""{ "type": "array", "items": { "allOf": [{ "type": "object", "properties": { "id": { "type": "string" } } }, { "type": "object", "properties": { "idd": { "type": "string" } } }] } }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object", "properties": { "idd": { "type": "string" } } } }""")]
    public void Path_ThatTheAnswerHasOrMayHave_IsFine(string answer) =>
        Assert.DoesNotContain(Validate(answer, "x-ms-dynamic-values", "\"value-path\": \"idd\"").Diagnostics, d => d.Id is "CB2406" or "CB2412");

    [Theory]
    [InlineData("open")]
    [InlineData("browse")]
    public void Path_OfATree_IsFollowedInEachPart(string part)
    {
        var (diagnostics, _) = Validate(
            $$"""{ "type": "object", "properties": { "value": { "type": "array", "items": {{Item}} } } }""",
            "x-ms-dynamic-tree",
            $$""" "{{part}}": { "operationId": "GetGroups", "itemsPath": "value", "itemValuePath": "idd", "itemTitlePath": "name", "itemFullTitlePath": "namee" } """);

        Assert.Equal(2, diagnostics.Count(d => d.Id == "CB2412"));
    }

    [Fact]
    public void Path_WithASlashInAName_IsFound() => Assert.DoesNotContain(
        Validate("""{ "type": "array", "items": { "type": "object", "properties": { "a/b": { "type": "string" } } } }""", "x-ms-dynamic-values", "\"value-path\": \"a/b\"").Diagnostics,
        d => d.Id == "CB2412");

    [Fact]
    public void Answer_WhereAnErrorsSchemaStandsFirst_IsTheSuccessfulOne()
    {
        var (diagnostics, _) = Validate($$"""{ "type": "array", "items": {{Item}} }""", "x-ms-dynamic-values", "\"value-path\": \"id\"", """ "default": { "description": "Failed", "schema": { "type": "array", "items": { "type": "object", "properties": { "error": { "type": "string" } } } } }, """);

        Assert.DoesNotContain(diagnostics, d => d.Id == "CB2412");
    }

    [Theory]
    [InlineData("body/a/zz", "")]
    [InlineData("body/a/bb", "(did you mean 'b'?)")]
    [InlineData("body/x", "")]
    public void ParameterReference_ToNoPropertyOfTheBody_IsAWarning(string reference, string hint)
    {
        var found = Assert.Single(WithReference(reference), d => d.Id == "CB2413");

        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains(hint, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("body/a/b")]
    [InlineData("body/a")]
    [InlineData("body")]
    [InlineData("body/open/any")]
    [InlineData("query/x")]
    public void ParameterReference_ToWhatTheBodyHasOrMayHave_IsFine(string reference) =>
        Assert.DoesNotContain(WithReference(reference), d => d.Id is "CB2405" or "CB2413");

    [Theory]
    [InlineData("body/kind", 0)]
    [InlineData("body/kinds", 1)]
    public void PassedParameter_InTheBodyOfTheNamedOperation_IsFollowed(string name, int expected)
    {
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {
              "/items": { "get": { "operationId": "GetItems", "parameters": [{ "name": "g", "in": "query", "type": "string",
                "x-ms-dynamic-list": { "operationId": "FindGroups", "parameters": { "{{name}}": { "value": "x" } }, "itemValuePath": "id", "itemTitlePath": "id" } }], "responses": { "200": { "description": "OK" } } } },
              "/groups": { "post": { "operationId": "FindGroups", "parameters": [{ "name": "body", "in": "body", "schema": { "type": "object", "properties": { "kind": { "type": "string" } } } }], "responses": { "200": { "description": "OK" } } } } } }
            """);

        Assert.Equal(expected, connector.Validate().Diagnostics.Count(d => d.Id == "CB2413"));
    }

    [Theory]
    [InlineData("""{ "type": "object", "properties": { "value": { "type": "array" } } }""", "add \"value-collection\": \"value\"")]
    [InlineData("""{ "properties": { "a": { "type": "array" }, "b": { "type": "array" } } }""", "name the array in the answer as \"value-collection\"")]
    [InlineData("""{ "type": "string" }""", "is of the type \"string\"")]
    public void Answer_ThatIsNoList_WithoutAPath_IsAnInfo(string answer, string expected)
    {
        var (diagnostics, text) = Validate(answer, "x-ms-dynamic-values", "\"value-path\": \"id\"");

        var found = Assert.Single(diagnostics, d => d.Id == "CB2406");
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains(expected, found.Message, StringComparison.Ordinal);
        Assert.Equal(text.IndexOf("\"GetGroups\"", StringComparison.Ordinal) + 1, found.Location!.Value.Column);
    }

    [Theory]
    [InlineData("x-ms-dynamic-schema", "\"value-path\": \"schema\"")]
    [InlineData("x-ms-dynamic-properties", "\"itemValuePath\": \"schema\"")]
    public void Answer_ThatASchemaComesFrom_NeedsNoList(string extension, string members) => Assert.DoesNotContain(
        Validate("""{ "type": "object", "properties": { "schema": { "type": "object" } } }""", extension, members).Diagnostics, d => d.Id == "CB2406");

    [Theory]
    [InlineData("x-ms-dynamic-values", "\"value-path\": 5", "CB2412")]
    [InlineData("x-ms-dynamic-values", "\"value-path\": \"id\", \"value-title\": null", "CB2412")]
    [InlineData("x-ms-dynamic-list", "\"itemsPath\": 5, \"itemValuePath\": \"id\"", "CB2406")]
    public void Path_ThatIsNoText_IsAWarning(string extension, string members, string code) => Assert.Equal(
        DiagnosticSeverity.Warning,
        Assert.Single(Validate($$"""{ "type": "array", "items": {{Item}} }""", extension, members).Diagnostics, d => d.Id is "CB2406" or "CB2412" && d.Id == code).Severity);

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    public void ParameterReference_ThatIsNoText_IsAnError(string reference) => Assert.Equal(
        DiagnosticSeverity.Error, Assert.Single(WithReference(reference, isText: false), d => d.Id == "CB2405").Severity);

    private static IReadOnlyList<Diagnostic> WithReference(string reference, bool isText = true)
    {
        var value = isText ? $"\"{reference}\"" : reference;
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {
              "/items": { "post": { "operationId": "AddItem", "parameters": [{ "name": "query", "in": "query", "type": "string" }, { "name": "body", "in": "body", "schema": { "type": "object", "properties": {
                "a": { "type": "object", "properties": { "b": { "type": "string" } } },
                "open": { "type": "object" },
                "group": { "type": "string", "x-ms-dynamic-list": { "operationId": "GetGroups", "parameters": { "kind": { "parameterReference": {{value}} } }, "itemValuePath": "id", "itemTitlePath": "id" } } } } }],
                "responses": { "200": { "description": "OK" } } } },
              "/groups": { "get": { "operationId": "GetGroups", "parameters": [{ "name": "kind", "in": "query", "type": "string" }], "responses": { "200": { "description": "OK" } } } } } }
            """);
        return connector.Validate().Diagnostics;
    }

    private static (IReadOnlyList<Diagnostic> Diagnostics, string Text) Validate(string answer, string extension, string members, string before = "")
    {
        var line = $$"""{ "name": "g", "in": "body", "schema": { "type": "string", "{{extension}}": { "operationId": "GetGroups", {{members}} } } }""";
        using var connector = new TestConnector($$"""
            { "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {
              "/items": { "post": { "operationId": "AddItem", "parameters": [
            {{line}}
              ], "responses": { "200": { "description": "OK" } } } },
              "/groups": { "get": { "operationId": "GetGroups", "responses": { {{before}} "200": { "description": "OK", "schema": {{answer}} } } } } } }
            """);
        return (connector.Validate().Diagnostics, line);
    }
}
