using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Reading;

public sealed class MergePatchTests
{
    // The test cases of RFC 7396, appendix A, whose target and patch are objects.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    [InlineData("""{"a":1}""", """{"a":[{"b":null}]}""", """{"a":[{"b":null}]}""")]
    public void Merge_ByTheBook_GivesTheExpectedDocument(string target, string patch, string expected)
    {
        var merged = JsonMerger.Merge(Documents.Document(target, "base.json"), Documents.Document(patch, "patch.json"), [])!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(merged.Text.Span)), Encoding.UTF8.GetString(merged.Text.Span));
        Assert.True(merged.IsStrict);
    }

    [Fact]
    public void Merge_AnyValue_KeepsItsPlaceInTheFileThatItCameFrom()
    {
        var target = Documents.Document("{\n  \"a\": 1,\n  \"b\": { \"c\": 2, \"d\": 3 }\n}", "base.json");
        var patch = Documents.Document("{\n\n  \"b\": { \"d\": 4, \"e\": 5 }, \"f\": [6] }", "patch.json");

        var root = JsonMerger.Merge(target, patch, [])!.Root;

        Assert.Equal("base.json 2:8-2:9", Place(root["a"]));
        Assert.Equal("base.json 3:15-3:16", Place(root["b"]["c"]));
        Assert.Equal("patch.json 3:15-3:16", Place(root["b"]["d"]));
        Assert.Equal("patch.json 3:23-3:24", Place(root["b"]["e"]));
        Assert.Equal("patch.json 3:34-3:35", Place(Documents.First(root["f"])));
        Assert.Equal("base.json 3:3-3:6", NamePlace(root["b"]));
        Assert.Equal("patch.json 3:10-3:13", NamePlace(root["b"]["d"]));
    }

    [Fact]
    public void Merge_WhatThePatchLeavesAlone_KeepsItsSpelling()
    {
        const string Target = "{\r\n    \"a\" :  1.50,\r\n    \"text\": \"\\u00e9\",\r\n    \"b\": [ 1,2 ]\r\n}";

        var merged = JsonMerger.Merge(Documents.Document(Target), Documents.Document("{ \"new\": true }"), [])!;

        Assert.Equal(
            "{\r\n    \"a\": 1.50,\r\n    \"text\": \"\\u00e9\",\r\n    \"b\": [ 1,2 ], \"new\": true\r\n}",
            Encoding.UTF8.GetString(merged.Text.Span));
    }

    [Fact]
    public void Merge_LenientTexts_GivesStrictJson()
    {
        var target = Documents.Document("{ // base\n  \"a\": 'x\ty', b: .5, \"c\": [1,], }");
        var patch = Documents.Document("{ 'd': { /* no */ \"e\": 1., }, }");

        var merged = JsonMerger.Merge(target, patch, [])!;

        Assert.True(merged.IsStrict);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"a":"x\ty","b":0.5,"c":[1],"d":{"e":1.0}}"""), JsonNode.Parse(merged.Text.Span)));
    }

    private static string Place(SourceNode node)
    {
        ref readonly var record = ref node.Document.Nodes[node.Index];
        return Format(node.Document.Map.Locate(record.Start, record.End));
    }

    private static string NamePlace(SourceNode node)
    {
        ref readonly var record = ref node.Document.Nodes[node.Index];
        return Format(node.Document.Map.Locate(record.NameStart - 1, record.NameStart + record.NameLength + 1));
    }

    private static string Format(SourceLocation place) => $"{place.File} {place.Line}:{place.Column}-{place.EndLine}:{place.EndColumn}";
}
