using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Tests.Hostile;

/// <summary>Documents that were made to hurt end with a code, and soon: each is far too large for anything but linear work.</summary>
public sealed class HostileDocumentTests
{
    public static TheoryData<string> Names() => [.. All().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_MadeToHurt_EndsWithAResultOrACode(string name)
    {
        var converted = Converted.From(All()[name]);

        Assert.True(converted.Result.Definition is not null || converted.Result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
        Assert.All(converted.Result.Diagnostics, d => Assert.True(d.Message.Length < 2_000, d.Message));
    }

    [Fact]
    public void Bomb_OfReferences_IsTooLarge() => Assert.Contains("CB1606", Converted.From(Bomb(40, both: false)).Codes, StringComparison.Ordinal);

    [Theory]
    [InlineData(90)]
    [InlineData(300)]
    public void Document_LargerThanThePlatformTakes_IsNotWritten(int size)
    {
        var properties = Join(size, i => $$""" "property{{i}}": { "type": "string", "description": "The property number {{i}} of the base." } """);
        var converted = Converted.From(Of(
            """{ "$ref": "#/components/schemas/S0" }""",
            $$""" "Base": { "type": "object", "properties": { {{properties}} } }, {{Join(size, i => $$""" "S{{i}}": { "allOf": [{ "$ref": "#/components/schemas/Base" }, { "properties": { "next": { "$ref": "#/components/schemas/S{{(i + 1) % size}}" } } }] } """)}} """));

        Assert.Equal(size > 100, converted.AllCodes.Contains("CB1606"));
        Assert.Equal(size > 100, converted.Result.Definition is null);
    }

    [Fact]
    public void Conversion_WhenCancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var document = SourceFile.Read("openapi.json", Encoding.UTF8.GetBytes(Document.WithOperation(""" "responses": { } """)), TestContext.Current.CancellationToken).Document!;

        Assert.Throws<OperationCanceledException>(
            () => OpenApiConverter.Convert("openapi.json", document, new MemoryFiles(), new ConversionOptions(), cancelled.Token));
    }

    private static Dictionary<string, string> All() => new(StringComparer.Ordinal)
    {
        ["reference to itself"] = Of("""{ "$ref": "#/components/schemas/A" }""", """ "A": { "$ref": "#/components/schemas/A" } """),
        ["circle of references"] = Of("""{ "$ref": "#/components/schemas/A" }""", """ "A": { "$ref": "#/components/schemas/B" }, "B": { "$ref": "#/components/schemas/A" } """),
        ["circle of compositions"] = Of("""{ "$ref": "#/components/schemas/A" }""", """ "A": { "allOf": [{ "$ref": "#/components/schemas/B" }], "x": 1 }, "B": { "anyOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" }] } """),
        ["doubling compositions"] = Bomb(40, both: true),
        ["compositions of all others"] = Clique(60),
        ["10,000 branches of properties"] = Of($$"""{ "oneOf": [{{Join(10_000, i => $$"""{ "type": "object", "properties": { "p{{i}}": { "type": "string" } } }""")}}] }""", ""),
        ["10,000 branches of references"] = Of($$"""{ "anyOf": [{{Join(10_000, i => $$"""{ "$ref": "#/components/schemas/S{{i}}" }""")}}] }""", Join(10_000, i => $$"""  "S{{i}}": { "type": "object", "properties": { "a": { "type": "string" }, "b{{i % 7}}": { "type": "integer" } } } """)),
        ["10,000 branches of constants and names that are required"] = Of($$"""{ "oneOf": [{{Join(10_000, i => $$"""{ "$ref": "#/components/schemas/S{{i}}" }""")}}] }""", Join(10_000, i => $$"""  "S{{i}}": { "type": "object", "required": ["kind", "b{{i}}"], "properties": { "kind": { "const": "k{{i}}" }, "b{{i}}": { "type": "integer" } } } """)),
        ["10,000 children of one base"] = Of("""{ "$ref": "#/components/schemas/Base" }""",
            $$"""  "Base": { "type": "object", "properties": { "kind": { "type": "string" } }, "oneOf": [{{Join(10_000, i => $$"""{ "$ref": "#/components/schemas/C{{i}}" }""")}}] }, {{Join(10_000, i => $$"""  "C{{i}}": { "allOf": [{ "$ref": "#/components/schemas/Base" }] } """)}} """),
        ["10,000 constants"] = Of($$"""{ "oneOf": [{{Join(10_000, i => $$"""{ "const": {{i}}, "title": "T{{i}}" }""")}}] }""", ""),
        ["chain of 5,000 aliases"] = Of("""{ "$ref": "#/components/schemas/S0" }""", Join(5_000, i => $$"""  "S{{i}}": { "$ref": "#/components/schemas/S{{i + 1}}" } """) + """, "S5000": { "type": "string" } """),
        ["chain of 5,000 compositions"] = Of("""{ "$ref": "#/components/schemas/S0" }""", Join(5_000, i => $$"""  "S{{i}}": { "allOf": [{ "$ref": "#/components/schemas/S{{i + 1}}" }, { "properties": { "p{{i}}": { "type": "string" } } }] } """) + """, "S5000": { "type": "object" } """),
        ["chain of 5,000 required properties"] = Of("""{ "$ref": "#/components/schemas/S0" }""", Join(5_000, i => $$"""  "S{{i}}": { "type": "object", "required": ["n"], "properties": { "n": { "$ref": "#/components/schemas/S{{(i + 1) % 5_000}}" } } } """)),
        ["nested as deep as is read"] = Of(string.Concat(Enumerable.Repeat("""{ "type": "array", "items": """, 52)) + "{}" + new string('}', 52), ""),
        ["one parameter of 2,000 values used 500 times"] = Document.With($$"""{ {{Join(500, i => $$"""  "/p{{i}}": { "get": { "operationId": "Op{{i}}", "parameters": [{ "$ref": "#/components/parameters/P" }], "responses": { "200": { "description": "" } } } } """)}} }""",
            $$"""{ "parameters": { "P": { "name": "p", "in": "query", "schema": { "type": "string", "enum": [{{Join(2_000, i => $"\"v{i}\"")}}] } } } }"""),
        ["10,000 variables of a path"] = Document.With($$"""{ "/{{string.Join('/', Enumerable.Range(0, 10_000).Select(i => $"{{v{i}}}"))}}": { "get": { "operationId": "GetItems", "parameters": [{{Join(10_000, i => $$"""{ "name": "v{{i}}", "in": "path", "required": true, "schema": { "type": "string" } }""")}}], "responses": {} } } }"""),
        ["10,000 objects that an operation replaces"] = Document.With($$"""{ "/a": { "parameters": [{{Filters("a")}}], "get": { "operationId": "GetItems", "parameters": [{{Filters("b")}}], "responses": {} }, "put": { "operationId": "PutItems", "responses": {} } } }"""),
        ["values of the wrong kind everywhere"] = """{ "openapi": "3.0.0", "info": [], "servers": {}, "paths": { "/a": { "get": { "parameters": {}, "requestBody": [], "responses": [], "callbacks": 1, "security": {}, "tags": "a" }, "parameters": 3 }, "/b": 5 }, "components": { "schemas": [] } }""",
        ["names of the wrong kind"] = Document.With("""{ "/": { "get": { "operationId": "", "responses": { "": { }, "default": { "$ref": "#/nowhere/~1/0" } } } } }"""),
    };

    private static string Bomb(int levels, bool both) => Of("""{ "$ref": "#/components/schemas/S0" }""",
        Join(levels, i => $$"""  "S{{i}}": { "{{(both ? "allOf" : "oneOf")}}": [{ "$ref": "#/components/schemas/S{{i + 1}}" }, { "allOf": [{ "$ref": "#/components/schemas/S{{i + 1}}" }, { "$ref": "#/components/schemas/S0" }] }], "title": "{{i}}" } """)
        + $$""", "S{{levels}}": { "type": "object", "properties": { "a": { "type": "string" } } } """);

    private static string Clique(int size) => Of("""{ "$ref": "#/components/schemas/S0" }""",
        Join(size, i => $$"""  "S{{i}}": { "anyOf": [{{Join(size, j => $$"""{ "$ref": "#/components/schemas/S{{j}}" }""")}}], "properties": { "p{{i}}": { "oneOf": [{ "$ref": "#/components/schemas/S{{(i + 1) % size}}" }, { "$ref": "#/components/schemas/S{{(i + 2) % size}}" }] } } } """));

    private static string Filters(string property) => Join(
        10_000, i => $$"""{ "name": "f{{i}}", "in": "query", "style": "deepObject", "schema": { "type": "object", "properties": { "{{property}}": { "type": "string" } } } }""");

    private static string Of(string schema, string schemas) => Document.WithSchema(schema, $"{{{schemas}}}");

    private static string Join(int count, Func<int, string> item) => string.Join(",", Enumerable.Range(0, count).Select(i => item(i)));
}
