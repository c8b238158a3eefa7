using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Overlays.JsonPaths;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Tests.Overlays;

/// <summary>The examples of RFC 9535, functions excepted, and what it forbids.</summary>
public sealed class JsonPathTests
{
    private const string Store = """
        { "store": { "book": [
          { "category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95 },
          { "category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99 },
          { "category": "fiction", "author": "Herman Melville", "title": "Moby Dick", "isbn": "0-553-21311-3", "price": 8.99 },
          { "category": "fiction", "author": "J. R. R. Tolkien", "title": "The Lord of the Rings", "isbn": "0-395-19395-8", "price": 22.99 } ],
          "bicycle": { "color": "red", "price": 399 } } }
        """;

    private const string Names = """{ "o": { "j j": { "k.k": 3 } }, "'": { "@": 2 } }""";
    private const string Wild = """{ "o": { "j": 1, "k": 2 }, "a": [5, 3] }""";
    private const string Letters = """["a", "b", "c", "d", "e", "f", "g"]""";
    private const string Filter = """{ "a": [3, 5, 1, 2, 4, 6, { "b": "j" }, { "b": "k" }, { "b": {} }, { "b": "kilo" }], "o": { "p": 1, "q": 2, "r": 3, "s": 5, "t": { "u": 6 } }, "e": "f" }""";
    private const string Comparison = """{ "obj": { "x": "y" }, "arr": [2, 3] }""";
    private const string Descendants = """{ "o": { "j": 1, "k": 2 }, "a": [5, 3, [{ "j": 4 }, { "k": 6 }]] }""";
    private const string Nulls = """{ "a": null, "b": [null], "c": [{}], "null": 1 }""";

    [Theory]
    [InlineData(Store, "$.store.book[*].author", """["Nigel Rees", "Evelyn Waugh", "Herman Melville", "J. R. R. Tolkien"]""")]
    [InlineData(Store, "$..author", """["Nigel Rees", "Evelyn Waugh", "Herman Melville", "J. R. R. Tolkien"]""")]
    [InlineData(Store, "$.store..price", """[8.95, 12.99, 8.99, 22.99, 399]""")]
    [InlineData(Store, "$..book[2].author", """["Herman Melville"]""")]
    [InlineData(Store, "$..book[2].publisher", "[]")]
    [InlineData(Store, "$..book[-1].title", """["The Lord of the Rings"]""")]
    [InlineData(Store, "$..book[0,1].title", """["Sayings of the Century", "Sword of Honour"]""")]
    [InlineData(Store, "$..book[:2].title", """["Sayings of the Century", "Sword of Honour"]""")]
    [InlineData(Store, "$..book[?@.isbn].title", """["Moby Dick", "The Lord of the Rings"]""")]
    [InlineData(Store, "$..book[?@.price<10].title", """["Sayings of the Century", "Moby Dick"]""")]
    [InlineData(Names, "$.o['j j']", """[{ "k.k": 3 }]""")]
    [InlineData(Names, "$.o['j j']['k.k']", "[3]")]
    [InlineData(Names, """$.o["j j"]["k.k"]""", "[3]")]
    [InlineData(Names, """$["'"]["@"]""", "[2]")]
    [InlineData(Wild, "$[*]", """[{ "j": 1, "k": 2 }, [5, 3]]""")]
    [InlineData(Wild, "$.o[*]", "[1, 2]")]
    [InlineData(Wild, "$.o[*, *]", "[1, 2, 1, 2]")]
    [InlineData(Wild, "$.a[*]", "[5, 3]")]
    [InlineData(Letters, "$[1]", """["b"]""")]
    [InlineData(Letters, "$[-2]", """["f"]""")]
    [InlineData(Letters, "$[1:3]", """["b", "c"]""")]
    [InlineData(Letters, "$[5:]", """["f", "g"]""")]
    [InlineData(Letters, "$[1:5:2]", """["b", "d"]""")]
    [InlineData(Letters, "$[5:1:-2]", """["f", "d"]""")]
    [InlineData(Letters, "$[::-1]", """["g", "f", "e", "d", "c", "b", "a"]""")]
    [InlineData(Letters, "$[::0]", "[]")]
    [InlineData(Letters, "$[0, 3]", """["a", "d"]""")]
    [InlineData(Letters, "$[0:2, 5]", """["a", "b", "f"]""")]
    [InlineData(Letters, "$[0, 0]", """["a", "a"]""")]
    [InlineData(Filter, "$.a[?@.b == 'kilo']", """[{ "b": "kilo" }]""")]
    [InlineData(Filter, "$.a[?(@.b == 'kilo')]", """[{ "b": "kilo" }]""")]
    [InlineData(Filter, "$.a[?@>3.5]", "[5, 4, 6]")]
    [InlineData(Filter, "$.a[?@.b]", """[{ "b": "j" }, { "b": "k" }, { "b": {} }, { "b": "kilo" }]""")]
    [InlineData(Filter, "$[?@.*]", """[[3, 5, 1, 2, 4, 6, { "b": "j" }, { "b": "k" }, { "b": {} }, { "b": "kilo" }], { "p": 1, "q": 2, "r": 3, "s": 5, "t": { "u": 6 } }]""")]
    [InlineData(Filter, "$[?@[?@.b]]", """[[3, 5, 1, 2, 4, 6, { "b": "j" }, { "b": "k" }, { "b": {} }, { "b": "kilo" }]]""")]
    [InlineData(Filter, "$.o[?@<3, ?@<3]", "[1, 2, 1, 2]")]
    [InlineData(Filter, """$.a[?@<2 || @.b == "k"]""", """[1, { "b": "k" }]""")]
    [InlineData(Filter, "$.o[?@>1 && @<4]", "[2, 3]")]
    [InlineData(Filter, "$.o[?@.u || @.x]", """[{ "u": 6 }]""")]
    [InlineData(Filter, "$.a[?@.b == $.x]", "[3, 5, 1, 2, 4, 6]")]
    [InlineData(Filter, "$.a[?@ == @]", """[3, 5, 1, 2, 4, 6, { "b": "j" }, { "b": "k" }, { "b": {} }, { "b": "kilo" }]""")]
    [InlineData(Filter, "$.o[?!@.u]", "[1, 2, 3, 5]")]
    [InlineData(Descendants, "$..j", "[1, 4]")]
    [InlineData(Descendants, "$..[0]", """[5, { "j": 4 }]""")]
    [InlineData(Descendants, "$.a..[0, 1]", """[5, 3, { "j": 4 }, { "k": 6 }]""")]
    [InlineData(Nulls, "$.a", "[null]")]
    [InlineData(Nulls, "$.a[0]", "[]")]
    [InlineData(Nulls, "$.a.d", "[]")]
    [InlineData(Nulls, "$.b[?@]", "[null]")]
    [InlineData(Nulls, "$.b[?@==null]", "[null]")]
    [InlineData(Nulls, "$.c[?@.d==null]", "[]")]
    [InlineData(Nulls, "$.null", "[1]")]
    public void Query_OfTheRfc_Selects(string document, string query, string expected) =>
        Assert.Equal(Normal(expected), Normal(Select(document, query)));

    [Theory]
    [InlineData("$.absent1 == $.absent2", true)]
    [InlineData("$.absent1 <= $.absent2", true)]
    [InlineData("$.absent == 'g'", false)]
    [InlineData("$.absent1 != $.absent2", false)]
    [InlineData("$.absent != 'g'", true)]
    [InlineData("1 <= 2", true)]
    [InlineData("1 > 2", false)]
    [InlineData("13 == '13'", false)]
    [InlineData("'a' <= 'b'", true)]
    [InlineData("'a' > 'b'", false)]
    [InlineData("$.obj == $.arr", false)]
    [InlineData("$.obj != $.arr", true)]
    [InlineData("$.obj == $.obj", true)]
    [InlineData("$.arr == $.arr", true)]
    [InlineData("$.obj == 17", false)]
    [InlineData("$.obj <= $.arr", false)]
    [InlineData("$.obj < $.arr", false)]
    [InlineData("$.obj <= $.obj", true)]
    [InlineData("1 <= $.arr", false)]
    [InlineData("true <= true", true)]
    [InlineData("true > true", false)]
    [InlineData("1e0 == 1.0", true)]
    public void Comparison_OfTheRfc_Holds(string condition, bool expected) =>
        Assert.Equal(expected ? 2 : 0, JsonNode.Parse(Select(Comparison, $"$[?{condition}]"))!.AsArray().Count);

    [Theory]
    [InlineData("")]
    [InlineData("store")]
    [InlineData("$.")]
    [InlineData("$..")]
    [InlineData("$.store.")]
    [InlineData("$.x-name")]
    [InlineData("$.paths./orders")]
    [InlineData("$[01]")]
    [InlineData("$[-0]")]
    [InlineData("$[9007199254740992]")]
    [InlineData("$['a]")]
    [InlineData("$['\\q']")]
    [InlineData("$[?@.* == 1]")]
    [InlineData("$[?@..a == 1]")]
    [InlineData("$[?length(@.a) > 1]")]
    [InlineData("$[?1]")]
    [InlineData("$[?@.a == ]")]
    [InlineData("$[?(@.a]")]
    [InlineData("$ ")]
    [InlineData("$a")]
    public void Text_ThatIsNoQuery_IsRefusedWithItsPlace(string query)
    {
        var exception = Assert.Throws<JsonPathException>(() => JsonPathParser.Parse(query));

        Assert.InRange(exception.Position, 0, query.Length);
    }

    [Fact]
    public void Query_ThatNestsForever_IsRefused() =>
        Assert.Throws<JsonPathException>(() => JsonPathParser.Parse("$[?" + new string('(', 100_000) + "@.a"));

    private static string Select(string document, string query)
    {
        var root = EditableDraft.Of(SourceFile.Read("a.json", Encoding.UTF8.GetBytes($"{{ \"v\": {document} }}")).Document!.Root["v"]);
        var list = new DraftList(default);
        list.Items.AddRange(new JsonPathEvaluator(root, 10_000).Select(JsonPathParser.Parse(query))!.Select(m => m.Value));
        return Encoding.UTF8.GetString(
            DraftWriter.Write(new DraftObject(root.Origin).Set("v", list), 1_000_000, [], CancellationToken.None)!.Root["v"].Raw);
    }

    private static string Normal(string json) => JsonNode.Parse(json)!.ToJsonString();
}
