using ConnectorBuild.Testing;

namespace ConnectorBuild.Rules.Tests.Wording;

/// <summary>Pages and messages are plain English: no turn of <see cref="PlainEnglish"/> is in them.</summary>
public sealed class WordingTests
{
    /// <summary>Pages that people write. Generated ones are as plain as the sources that they come from.</summary>
    public static TheoryData<string> Pages() =>
        [.. Texts.Pages().Where(p => p != "docs/rules/README.md" && !p.StartsWith("docs/reference/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_Read_HasNoBadTurn(string page) =>
        Assert.Empty(PlainEnglish.Find(Texts.OfPage(RepositoryRoot.Read(page))).Select(found => $"{page}:{found}"));

    [Fact]
    public void Sources_Read_HaveNoBadTurn() =>
        Assert.Empty(
            Texts.Sources().SelectMany(
                file => PlainEnglish.Find(Texts.OfSource(RepositoryRoot.Read(file))).Select(turn => $"{file}:{turn}")));

    [Theory]
    [InlineData("'x' is no prefix.", "1: 'is no': write 'is not a valid X', 'is not an X'")]
    [InlineData("The cloud is\nnone that exists.", "1: 'is none': write 'an unknown X', 'not one of X'")]
    [InlineData("Line one.\nIt is not said which.", "2: 'is not said': write 'is reported', 'the plan shows'; 'no X was chosen' for what was not said")]
    public void Find_BadTurn_SaysLineTurnAndWhatToWrite(string text, string expected) => Assert.Equal([expected], PlainEnglish.Find(text));

    [Theory]
    [InlineData("There is no connector, and there are none elsewhere.")]
    [InlineData("The row is no longer there.")]
    public void Find_GoodEnglish_FindsNothing(string text) => Assert.Empty(PlainEnglish.Find(text));

    [Fact]
    public void OfSource_Code_IsBlankAndTextKeepsItsPlace()
    {
        var text = Texts.OfSource("""
            /// <summary>A doc comment.</summary>
            // A plain comment.
            var s = "a literal" + $"is no {x} here";
            """.ReplaceLineEndings("\n"));

        Assert.Equal(3, text.Split('\n').Length);
        Assert.Contains("A doc comment.", text, StringComparison.Ordinal);
        Assert.Contains("\"a literal\"", text, StringComparison.Ordinal);
        Assert.Contains("is no X   here", text, StringComparison.Ordinal);
        Assert.DoesNotContain("plain", text, StringComparison.Ordinal);
        Assert.DoesNotContain("var", text, StringComparison.Ordinal);
    }
}
