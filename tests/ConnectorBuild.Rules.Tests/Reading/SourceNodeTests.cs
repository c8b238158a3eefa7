using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Tests.Reading;

public sealed class SourceNodeTests
{
    private const string Text = """
        {
          "paths": {
            "/a~b/{c}": { "get": { "operationId": "Get\u0041\n\"x\"", "tags": [1, [true, null]] } }
          }
        }
        """;

    [Fact]
    public void Indexer_OfWhatIsNotThere_AnswersLikeAnEmptyValue()
    {
        var missing = Documents.Document(Text).Root[Keyword.Info][Keyword.Title]["x"];

        Assert.False(missing.Exists);
        Assert.Null(missing.Text);
        Assert.Equal(0, missing.Count);
        Assert.Equal("", missing.Name);
        Assert.Equal("", missing.Pointer);
        Assert.True(missing.IsBlank);
        Assert.Equal(default, missing);
    }

    [Fact]
    public void Text_WithEscapes_IsDecoded()
    {
        var operation = Documents.Document(Text).Root[Keyword.Paths]["/a~b/{c}"][Keyword.Get];

        Assert.Equal("GetA\n\"x\"", operation[Keyword.OperationId].Text);
        Assert.True(operation[Keyword.OperationId].TextEquals("GetA\n\"x\""));
    }

    [Fact]
    public void Pointer_OfAnElement_EscapesNamesAndCounts()
    {
        var tags = Documents.Document(Text).Root[Keyword.Paths]["/a~b/{c}"][Keyword.Get][Keyword.Tags];
        var inner = Enumerate(Enumerate(tags).Last()).Last();

        Assert.Equal("/paths/~1a~0b~1{c}/get/tags/1/1", inner.Pointer);
        Assert.True(inner.IsNull);
    }

    [Fact]
    public void Keywords_OfAllNames_AreFoundInBothDirections()
    {
        foreach (var keyword in Enum.GetValues<Keyword>().Where(k => k != Keyword.None))
        {
            var name = System.Text.Encoding.UTF8.GetBytes(KeywordTable.Text(keyword));

            Assert.Equal(keyword, KeywordTable.Find(name, NameHash.Of(name)));
        }

        Assert.True((int)Keyword.XMsEditor < 64);
        Assert.Equal("x-ms-editor", KeywordTable.Text(Keyword.XMsEditor));
        Assert.Equal("$ref", KeywordTable.Text(Keyword.Ref));
    }

    [Fact]
    public void HeldBytes_OfARealisticDocument_AreFarBelowFourTimesTheText()
    {
        var text = "{" + string.Join(
            ",\n",
            Enumerable.Range(0, 2_000).Select(
                i => $"  \"property{i}\": {{ \"type\": \"string\", \"description\": \"The property of the number {i}\" }}")) + "}";
        var before = GC.GetAllocatedBytesForCurrentThread();

        var document = Documents.Document(text);

        Assert.True(document.HeldBytes < 3 * text.Length, $"{document.HeldBytes} for {text.Length}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10 * text.Length);
    }

    private static List<SourceNode> Enumerate(SourceNode parent)
    {
        var children = new List<SourceNode>();
        foreach (var child in parent.Children)
        {
            children.Add(child);
        }

        return children;
    }
}
