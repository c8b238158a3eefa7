using System.Text.Json.Nodes;

namespace ConnectorBuild.Conversion.Tests.Operations;

/// <summary>Parameters in each place and style.</summary>
public sealed class ParameterTests
{
    private const string Schemas = """{ "schemas": { "Kind": { "type": "string", "enum": ["a", "b"] }, "Page": { "type": "object", "required": ["page"], "properties": { "page": { "type": "integer", "default": 0 }, "sort": { "type": "array", "items": { "type": "string" } } } } } }""";

    [Theory]
    [InlineData("""{ "name": "q", "in": "query", "required": true, "description": "D", "schema": { "type": "string", "maxLength": 5 }, "x-ms-summary": "S" }""",
        """[{ "name": "q", "in": "query", "description": "D", "required": true, "x-ms-summary": "S", "type": "string", "maxLength": 5 }]""", "")]
    [InlineData("""{ "name": "k", "in": "query", "schema": { "$ref": "#/components/schemas/Kind" } }""", """[{ "name": "k", "in": "query", "type": "string", "enum": ["a", "b"] }]""", "")]
    [InlineData("""{ "name": "k", "in": "query", "schema": { "anyOf": [{ "type": "string" }, { "type": "null" }], "default": null } }""", """[{ "name": "k", "in": "query", "type": "string", "x-nullable": true }]""", "")]
    [InlineData("""{ "name": "ids", "in": "query", "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Kind" } } }""",
        """[{ "name": "ids", "in": "query", "type": "array", "items": { "type": "string", "enum": ["a", "b"] }, "collectionFormat": "csv" }]""", "CB1620")]
    [InlineData("""{ "name": "ids", "in": "query", "explode": false, "schema": { "type": "array", "items": { "type": "integer" } } }""",
        """[{ "name": "ids", "in": "query", "type": "array", "items": { "type": "integer" }, "collectionFormat": "csv" }]""", "")]
    [InlineData("""{ "name": "ids", "in": "query", "style": "pipeDelimited", "explode": false, "schema": { "type": "array", "items": { "type": "integer" } } }""",
        """[{ "name": "ids", "in": "query", "type": "array", "items": { "type": "integer" }, "collectionFormat": "csv" }]""", "CB1620")]
    [InlineData("""{ "name": "X-Ids", "in": "header", "schema": { "type": "array", "items": { "type": "integer" } } }""",
        """[{ "name": "X-Ids", "in": "header", "type": "array", "items": { "type": "integer" }, "collectionFormat": "csv" }]""", "")]
    [InlineData("""{ "name": "filter", "in": "query", "style": "deepObject", "required": true, "schema": { "$ref": "#/components/schemas/Page" } }""",
        """[{ "name": "filter[page]", "in": "query", "required": true, "type": "integer", "default": 0 }, { "name": "filter[sort]", "in": "query", "type": "array", "items": { "type": "string" }, "collectionFormat": "csv" }]""", "CB1620 CB1621")]
    [InlineData("""{ "name": "pageable", "in": "query", "required": true, "schema": { "type": "object", "properties": { "page": { "type": "integer" }, "size": { "type": "integer" } } } }""",
        """[{ "name": "page", "in": "query", "type": "integer" }, { "name": "size", "in": "query", "type": "integer" }]""", "")]
    [InlineData("""{ "name": "o", "in": "header", "schema": { "type": "object", "properties": { "a": { "type": "string" } } } }""", """[{ "name": "o", "in": "header", "type": "string" }]""", "CB1619")]
    [InlineData("""{ "name": "o", "in": "query", "content": { "application/json": { "schema": { "type": "object" } } } }""", """[{ "name": "o", "in": "query", "type": "string" }]""", "CB1619")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "type": "string", "title": "Query Text", "example": "e" } }""",
        """[{ "name": "q", "in": "query", "type": "string", "x-ms-summary": "Query Text", "x-example": "e" }]""", "")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "type": "string", "examples": ["e", "f"] }, "x-ms-summary": "S" }""",
        """[{ "name": "q", "in": "query", "x-ms-summary": "S", "type": "string", "x-example": "e" }]""", "")]
    [InlineData("""{ "name": "q", "in": "query", "content": { "text/plain": { "schema": { "type": "string", "maxLength": 3 }, "example": "a" } } }""", """[{ "name": "q", "in": "query", "x-example": "a", "type": "string", "maxLength": 3 }]""", "")]
    [InlineData("""{ "name": "q", "in": "query", "style": "other", "schema": { "type": "string" } }""", """[{ "name": "q", "in": "query", "type": "string" }]""", "CB1633")]
    [InlineData("""{ "name": "sid", "in": "cookie", "schema": { "type": "string" } }""", """[]""", "CB1617")]
    [InlineData("""{ "name": "sid", "in": "cookie", "required": true, "schema": { "type": "string" } }""", """[]""", "CB1618")]
    [InlineData("""{ "name": "all", "in": "querystring", "content": { "application/x-www-form-urlencoded": { } } }""", """[]""", "CB1617")]
    [InlineData("""{ "name": "connectionId", "in": "query", "schema": { "type": "string" } }""", """[]""", "CB1617")]
    [InlineData("""{ "name": "Authorization", "in": "header", "schema": { "type": "string" } }""", """[]""", "")]
    [InlineData("""{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }""", """[]""", "CB1617")]
    [InlineData("""{ "name": "q", "in": "query", "deprecated": true, "allowReserved": true, "example": "x", "schema": { "type": "string" } }""", """[{ "name": "q", "in": "query", "x-example": "x", "type": "string" }]""", "")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "type": ["string", "integer"], "default": 1 } }""", """[{ "name": "q", "in": "query", "type": "string", "default": "1" }]""", "CB1629")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "enum": ["a", 1, true], "x-ms-enum-values": [{ "value": 1, "displayName": "One" }] } }""",
        """[{ "name": "q", "in": "query", "type": "string", "enum": ["a", "1", "true"], "x-ms-enum-values": [{ "value": "1", "displayName": "One" }] }]""", "")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "enum": ["a", { "b": 1 }], "minimum": 3, "minLength": 1, "default": [1] } }""", """[{ "name": "q", "in": "query", "type": "string", "enum": ["a"], "minLength": 1 }]""", "CB1633")]
    [InlineData("""{ "name": "o", "in": "header", "schema": { "type": "object", "properties": { "a": { "type": "string" } }, "default": { "a": "b" } } }""", """[{ "name": "o", "in": "header", "type": "string" }]""", "CB1619 CB1633")]
    [InlineData("""{ "name": "filter", "in": "query", "style": "deepObject", "example": { "a": "x", "c": 1 }, "schema": { "type": "object", "minProperties": 1, "properties": { "a": { "type": "string" }, "": { "type": "string" } } } }""",
        """[{ "name": "filter[a]", "in": "query", "type": "string", "x-example": "x" }, { "name": "filter[]", "in": "query", "type": "string" }]""", "CB1621 CB1633")]
    [InlineData("""{ "name": "page", "in": "query", "x-ms-visibility": "advanced", "schema": { "type": "object", "properties": { "n": { "type": "integer" } } } }""", """[{ "name": "n", "in": "query", "type": "integer" }]""", "CB1647")]
    [InlineData("""{ "name": "q", "in": "query", "type": "string" }""", """[{ "name": "q", "in": "query", "type": "string" }]""", "CB1648")]
    [InlineData("""{ "name": "q", "in": "body" }""", """[]""", "CB1658")]
    public void Parameter_OfAQuery_IsWrittenAs(string parameter, string expected, string codes)
    {
        var converted = Converted.From(Document.WithParameter(parameter, Schemas));

        Assert.Equal(codes, converted.Codes);
        var actual = converted.At("/paths/~1items/get")!["parameters"] ?? new JsonArray();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"{actual}");
    }

    [Theory]
    [InlineData("""{ "name": "q", "in": "query" }""", "CB1622", "has no single type")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "type": "string", "readOnly": true } }""", "CB1638", "has 'readOnly'")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "type": "string", "title": "T" }, "x-ms-summary": "S" }""", "CB1638", "has 'title'")]
    [InlineData("""{ "name": "q", "in": "query", "style": "pipeDelimited", "schema": { "type": "array", "items": { "type": "string" } } }""", "CB1620", "(\"style\": \"form\", \"explode\": false)")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } }""", "CB1620", "commas (\"explode\": false)")]
    [InlineData("""{ "name": "q", "in": "query", "explode": false, "schema": { "type": "object", "properties": { "a": { "type": "string" } } } }""", "CB1619", "names and values with commas")]
    [InlineData("""{ "name": "q", "in": "query", "schema": { "type": ["string", "boolean"] } }""", "CB1629", "so values of any type are allowed")]
    [InlineData("""{ "name": "q", "in": "query", "style": "deepObject", "schema": { "type": "object", "description": "D", "properties": { "a": { "type": "string" } } } }""", "CB1638", "has no 'description' of the whole")]
    public void Parameter_ThatLosesSomething_SaysWhat(string parameter, string code, string expected) =>
        Assert.Contains(expected, Converted.From(Document.WithParameter(parameter, Schemas)).The(code).Message, StringComparison.Ordinal);

    [Fact]
    public void Example_OfParameterAndSchema_ThatIsTheSame_IsNotReported() => Assert.DoesNotContain(
        "CB1638",
        Converted.From(Document.WithParameter("""{ "name": "q", "in": "query", "example": "a", "schema": { "type": "string", "examples": ["a"] } }""")).AllCodes);

    [Fact]
    public void Property_OfAnObject_ThatIsCalledLikeAParameter_IsReportedAsThat()
    {
        var converted = Converted.From(Document.WithParameter("""
            { "name": "page", "in": "query", "schema": { "type": "integer" } },
            { "name": "pageable", "in": "query", "schema": { "type": "object", "properties": { "page": { "type": "string" }, "size": { "type": "integer" } } } }
            """));

        var lost = converted.The("CB1617");
        Assert.Contains("The property of the object 'pageable' is sent as 'page'", lost.Message, StringComparison.Ordinal);
        Assert.EndsWith("/properties/page", lost.Pointer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/items/{id:int}", "id", "has a variable with what a framework adds to its name")]
    [InlineData("items/{id}", "id", "does not begin with '/'")]
    [InlineData("/items/{connectionId}", "connectionId", "whose name the platform keeps for itself")]
    public void Path_ThatIsWrittenInAnotherWay_SaysWhy(string path, string name, string expected) => Assert.Contains(
        expected,
        Converted.From(Document.WithParameter($$"""{ "name": "{{name}}", "in": "path", "required": true, "schema": { "type": "string" } }""", path: path)).The("CB1616").Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("/items/{id}", "/items/{id}", "id", "")]
    [InlineData("/items/{id:int}", "/items/{id}", "id", "CB1616")]
    [InlineData("/items/{id+}", "/items/{id}", "id", "CB1616")]
    [InlineData("/{id=projects/*}/items", "/{id}/items", "id", "CB1616")]
    [InlineData("/items('{id}')", "/items('{id}')", "id", "")]
    [InlineData("items/{id}", "/items/{id}", "id", "CB1616")]
    public void Path_OfAFramework_IsWrittenAs(string path, string expected, string name, string codes)
    {
        var converted = Converted.From(Document.WithParameter($$"""{ "name": "{{name}}", "in": "path", "schema": { "type": "string" } }""", path: path));

        Assert.Equal(codes, converted.Codes);
        Assert.Equal(
            "true",
            converted.At($"/paths/{expected.Replace("/", "~1", StringComparison.Ordinal)}/get/parameters/0/required")!.ToJsonString());
    }

    [Theory]
    [InlineData("matrix", """{ "type": "string" }""", "/items/;id={id}", "")]
    [InlineData("label", """{ "type": "string" }""", "/items/.{id}", "")]
    [InlineData("simple", """{ "type": "string" }""", "/items/{id}", "")]
    [InlineData("matrix", """{ "type": "array", "items": { "type": "string" } }""", "/items/;id={id}", "")]
    [InlineData("matrix", """{ "type": "object", "properties": {} }""", "/items/;id={id}", "CB1619")]
    public void Style_OfAPath_IsSaidByThePath(string style, string schema, string expected, string codes)
    {
        var converted = Converted.From(Document.WithParameter($$"""{ "name": "id", "in": "path", "required": true, "style": "{{style}}", "schema": {{schema}} }""", path: "/items/{id}"));

        Assert.Equal(codes, converted.Codes);
        Assert.Equal(expected, Assert.Single(converted.At("/paths")!.AsObject()).Key);
        Assert.Equal(style != "simple", converted.AllCodes.Contains("CB1622"));
    }

    [Fact]
    public void Variable_ThatThePlatformKeepsForItself_IsRenamedInPathAndParameter()
    {
        var converted = Converted.From(Document.WithParameter("""{ "name": "connectionId", "in": "path", "required": true, "schema": { "type": "string" } }""", path: "/connections/{connectionId}"));

        Assert.Equal("connectionIdValue", (string?)converted.At("/paths/~1connections~1{connectionIdValue}/get/parameters/0/name"));
    }

    [Fact]
    public void Variable_WithoutParameter_GetsOne()
    {
        var converted = Converted.From(Document.WithOperation(""" "responses": { "204": { "description": "Done" } } """, path: "/items/{id}"));

        Assert.Equal("CB1616", converted.Codes);
        Assert.Equal("id", (string?)converted.At("/paths/~1items~1{id}/get/parameters/0/name"));
    }

    // Each row: the parameter of the path, the parameter of GET that replaces it, and what stands at the path, at GET and at PUT, which replaces nothing.
    [Theory]
    [InlineData(Filter, """{ "name": "filter", "in": "query", "style": "deepObject", "schema": { "type": "object", "properties": { "a": { "type": "string" }, "c": { "type": "string" } } } }""",
        "", "filter[a] filter[c]", "filter[a] filter[b]")]
    [InlineData(Filter, """{ "name": "filter", "in": "query", "schema": { "type": "string" } }""", "", "filter", "filter[a] filter[b]")]
    [InlineData("""{ "name": "filter", "in": "query", "schema": { "type": "string" } }""", Filter, "", "filter[a] filter[b]", "filter")]
    [InlineData(Filter, Filter, "filter[a] filter[b]", "filter[a] filter[b]", "")]
    [InlineData(Filter, """{ "name": "filter", "in": "header", "schema": { "type": "string" } }""", "filter[a] filter[b]", "filter", "")]
    public void Parameter_OfAPath_ThatAnOperationReplaces_IsNotSentByIt(string ofPath, string ofGet, string path, string get, string put)
    {
        var answers = """ "responses": { "204": { "description": "Done" } } """;
        var converted = Converted.From(Document.With(
            $$"""{ "/items": { "parameters": [{{ofPath}}], "get": { "operationId": "A", "parameters": [{{ofGet}}], {{answers}} }, "put": { "operationId": "B", {{answers}} } } }"""));

        Assert.Equal(
            [path, get, put],
            new[] { "parameters", "get/parameters", "put/parameters" }.Select(
                p => string.Join(" ", (converted.At("/paths/~1items/" + p)?.AsArray() ?? []).Select(n => (string?)n!["name"]))));
    }

    private const string Filter =
        """{ "name": "filter", "in": "query", "style": "deepObject", "schema": { "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } } } }""";

    [Theory]
    [InlineData("/items?kind=a")]
    [InlineData("/#Action=Items")]
    [InlineData("/items/*")]
    [InlineData("/items/{id")]
    public void Path_ThatThePlatformRefuses_IsLeftOutAndReported(string path)
    {
        var converted = Converted.From(Document.With($$"""{ "{{path}}": { "get": { "operationId": "Lost", "responses": { "200": { "description": "" } } } }, "/kept": { "get": { "operationId": "Kept", "responses": { "200": { "description": "" } } } } }"""));

        Assert.Equal("CB1615", converted.Codes);
        Assert.Equal("""{"/kept":{"get":{"operationId":"Kept","responses":{"200":{"description":""}}}}}""", converted.At("/paths")!.ToJsonString());
    }

    [Fact]
    public void Paths_ThatThePlatformDoesNotTellApart_AreLeftOutButTheFirst()
    {
        var operation = """{ "get": { "operationId": "ID", "parameters": [{ "name": "NAME", "in": "path", "required": true, "schema": { "type": "string" } }], "responses": { "200": { "description": "" } } } }""";
        var converted = Converted.From(
            Document.With(
                "{" + string.Join(
                    ",",
                    new[] { ("/items/{a}", "a"), ("/items/{b}", "b"), ("/Items/{a}", "a") }.Select(
                        (p, i) => $"\"{p.Item1}\": "
                            + $"{operation.Replace("NAME", p.Item2, StringComparison.Ordinal).Replace("ID", $"Op{i}", StringComparison.Ordinal)}")) + "}"));

        Assert.Equal("CB1615", converted.Codes);
        Assert.Single(converted.At("/paths")!.AsObject());
    }

    [Fact]
    public void Paths_ThatDifferInNamesOfVariables_StayWhereTheirMethodsDiffer()
    {
        var converted = Converted.From(Document.With(
            """
            { "/a/{id}": { "get": { "operationId": "A1", "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }], "responses": { "200": { "description": "" } } } },
              "/a/{name}": { "put": { "operationId": "A2", "parameters": [{ "name": "name", "in": "path", "required": true, "schema": { "type": "string" } }], "responses": { "200": { "description": "" } } } },
              "/a/{ID}": { "parameters": [{ "name": "ID", "in": "path", "required": true, "schema": { "type": "integer" } }],
                "delete": { "operationId": "A3", "responses": { "200": { "description": "" } } }, "get": { "operationId": "A4", "responses": { "200": { "description": "" } } } } }
            """));

        Assert.Equal("CB1615 CB1616", converted.Codes);
        Assert.Equal(["/a/{id}", "/a/{name}", "/a/{ID2}"], converted.At("/paths")!.AsObject().Select(p => p.Key));
        Assert.Equal("ID2", (string?)converted.At("/paths/~1a~1{ID2}/parameters/0/name"));
        Assert.Equal("A3", (string?)converted.At("/paths/~1a~1{ID2}/delete/operationId"));
    }

    [Theory]
    [InlineData("""{ "name": "connectionId", "in": "query", "required": true, "schema": { "type": "string" } }""", "give it another name by an overlay")]
    [InlineData("""{ "name": "s", "in": "cookie", "required": true, "schema": { "type": "string" } }""", "remove it by an overlay")]
    [InlineData("""{ "name": "q", "in": "querystring", "required": true, "content": { "text/plain": { "schema": { "type": "string" } } } }""", "by an overlay, or remove it")]
    public void Parameter_ThatCannotBeSent_SaysWhatMakesTheFindingGo(string parameter, string expected) =>
        Assert.Contains(expected, Converted.From(Document.WithParameter(parameter, "{}")).The("CB1618").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("String", "write 'string', if that is meant")]
    [InlineData("int", "write 'integer', if that is meant")]
    [InlineData("bool", "write 'boolean', if that is meant")]
    [InlineData("Float", "write 'number', if that is meant")]
    [InlineData("list", "write 'array', if that is meant")]
    [InlineData("s", "correct the type in the document")]
    [InlineData("", "correct the type in the document")]
    public void Type_ThatIsNone_IsReportedWithTheOneThatIsNear(string type, string expected) => Assert.EndsWith(
        expected, Converted.From(Document.WithSchema($$"""{ "type": "{{type}}" }""")).The("CB1633").Message, StringComparison.Ordinal);
}
