using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Dynamic extensions in parts that several operations share take their values from the operations that refer to the part.</summary>
public sealed class DynamicSharedPartTests
{
    private const string OneBody = """{ "name": "body", "in": "body", "schema": { "$ref": "#/definitions/Order" } }""";

    [Theory]
    [InlineData("body/kin", "CB2413", "(did you mean 'kind'?)")]
    [InlineData("body/ship/regionn", "CB2413", "(did you mean 'region'?)")]
    [InlineData("bdy/kind", "CB2405", "(did you mean 'body'?)")]
    public void Reference_InADefinition_IsFollowedInTheOperationThatUsesIt(string reference, string code, string hint)
    {
        var (found, text) = Validate(Order($$"""{ "parameterReference": "{{reference}}" }"""), Operation("AddOrder", OneBody));

        var diagnostic = Assert.Single(found, d => d.Id is "CB2404" or "CB2405" or "CB2413");
        Assert.Equal(code, diagnostic.Id);
        Assert.Contains(hint, diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("'AddOrder'", diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(LineOf(text, $"\"{reference}\""), diagnostic.Location!.Value.Line);
    }

    [Theory]
    [InlineData("body/kind")]
    [InlineData("body/ship/region")]
    [InlineData("body")]
    public void Reference_InADefinition_ThatLeadsSomewhere_IsFine(string reference) => Assert.DoesNotContain(
        Validate(Order($$"""{ "parameterReference": "{{reference}}" }"""), Operation("AddOrder", OneBody)).Found, d => d.Id is "CB2404" or "CB2405" or "CB2413");

    [Theory]
    [InlineData("""{ "parameterReference": "kind" }""")]
    [InlineData("""{ "parameterReference": "body/kind" }""")]
    [InlineData("""{ "parameter": "kind" }""")]
    public void Value_ThatOneOfTheOperationsHas_IsFine(string value) => Assert.DoesNotContain(
        Validate(
            Order(value),
            Operation("AddOrder", OneBody),
            Operation("ListOrders", """{ "name": "kind", "in": "query", "type": "string" }""", """ "schema": { "type": "array", "items": { "$ref": "#/definitions/Order" } } """)).Found,
        d => d.Id is "CB2404" or "CB2405" or "CB2413");

    [Fact]
    public void Value_ThatNoneOfTheOperationsHas_IsToldOnce()
    {
        var (found, _) = Validate(Order("""{ "parameter": "nonex" }"""), Operation("AddOrder", OneBody), Operation("ChangeOrder", OneBody), Operation("CheckOrder", OneBody));

        Assert.Contains("'AddOrder' or the 2 other operations", Assert.Single(found, d => d.Id == "CB2404").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_InADefinitionBehindOthers_IsFollowedInTheOperation()
    {
        var sections = Order("""{ "parameterReference": "bdy/kind" }""").Replace("\"definitions\": {", """ "definitions": { "Orders": { "type": "object", "properties": { "all": { "type": "array", "items": { "$ref": "#/definitions/Order" } } } }, """, StringComparison.Ordinal);

        var (found, _) = Validate(sections, Operation("AddOrders", OneBody.Replace("Order\"", "Orders\"", StringComparison.Ordinal)));

        Assert.Contains("'AddOrders'", Assert.Single(found, d => d.Id == "CB2405").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_InADefinitionOfNoOperation_IsNotToldOf() => Assert.DoesNotContain(
        Validate(Order("""{ "parameterReference": "bdy/kind" }"""), Operation("AddOrder", """{ "name": "x", "in": "query", "type": "string" }""")).Found, d => d.Id is "CB2404" or "CB2405" or "CB2413");

    [Fact]
    public void Reference_InASubtype_IsFollowedWhereTheBaseIsUsed()
    {
        const string Sections = """
            "definitions": {
              "Thing": { "type": "object", "discriminator": "kind", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
              "Order": { "allOf": [{ "$ref": "#/definitions/Thing" }], "properties": { "group": { "type": "string",
                "x-ms-dynamic-list": { "operationId": "GetGroups", "parameters": { "kind": { "parameterReference": "query" } }, "itemValuePath": "id", "itemTitlePath": "id" } } } } }
            """;

        var (found, _) = Validate(Sections, Operation("AddOrder", OneBody), Operation("AddThing", OneBody.Replace("Order", "Thing", StringComparison.Ordinal) + """, { "name": "query", "in": "query", "type": "string" }"""));

        Assert.DoesNotContain(found, d => d.Id == "CB2405");
    }

    [Theory]
    [InlineData("nonex", 1)]
    [InlineData("kind", 0)]
    public void Value_InAParameterForAllOperations_ComesFromThoseThatReferToIt(string name, int expected)
    {
        var (found, _) = Validate(
            $$""" "parameters": { "Group": {{Group(name)}} } """,
            Operation("GetOrders", """{ "$ref": "#/parameters/Group" }, { "name": "kind", "in": "query", "type": "string" }"""));

        Assert.Equal(expected, found.Count(d => d.Id == "CB2404"));
    }

    [Theory]
    [InlineData("nonex", 1)]
    [InlineData("kind", 0)]
    public void Value_InAParameterOfAPath_ComesFromItsOperations(string name, int expected)
    {
        var (found, _) = Validate(
            """ "definitions": {} """,
            $$"""
            "/items": { "parameters": [{{Group(name)}}],
              "get": { "operationId": "GetItems", "responses": { "200": { "description": "OK" } } },
              "delete": { "operationId": "RemoveItems", "parameters": [{ "name": "kind", "in": "query", "type": "string" }], "responses": { "200": { "description": "OK" } } } }
            """);

        Assert.Equal(expected, found.Count(d => d.Id == "CB2404"));
    }

    private static string Group(string parameter) =>
        $$"""{ "name": "group", "in": "query", "type": "string", "x-ms-dynamic-values": { "operationId": "GetGroups", "parameters": { "kind": { "parameter": "{{parameter}}" } }, "value-path": "id" } }""";

    private static string Order(string value) => $$"""
        "definitions": { "Order": { "type": "object", "properties": {
          "kind": { "type": "string" },
          "ship": { "type": "object", "properties": { "region": { "type": "string" } } },
          "group": { "type": "string", "x-ms-dynamic-list": { "operationId": "GetGroups", "parameters": {
            "kind": {{value}} }, "itemValuePath": "id", "itemTitlePath": "id" } } } } }
        """;

    private static string Operation(string id, string parameters, string answer = "") =>
        $$""" "/{{id}}": { "post": { "operationId": "{{id}}", "parameters": [{{parameters}}], "responses": { "200": { "description": "OK"{{(answer.Length == 0 ? "" : "," + answer)}} } } } } """;

    private static int LineOf(string text, string part) => text[..text.IndexOf(part, StringComparison.Ordinal)].Count(c => c == '\n') + 1;

    private static (IReadOnlyList<Diagnostic> Found, string Text) Validate(string sections, params string[] paths)
    {
        var text = $$"""
            { "swagger": "2.0", "info": { "title": "x", "version": "1" }, "paths": {
              {{string.Join(",\n", paths)}},
              "/groups": { "get": { "operationId": "GetGroups", "parameters": [{ "name": "kind", "in": "query", "type": "string" }], "responses": { "200": { "description": "OK" } } } } },
              {{sections}} }
            """;
        using var connector = new TestConnector(text);
        return (connector.Validate().Diagnostics, text);
    }
}
