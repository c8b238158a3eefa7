using ConnectorBuild.Testing;

namespace ConnectorBuild.Rules.Tests.Wording;

/// <summary>Pages and messages are plain English: no turn of <see cref="PlainEnglish"/> is in them.</summary>
public sealed class WordingTests
{
    /// <summary>Projects of src that have bad turns left, with their number. It only shrinks: a project without any leaves the list.</summary>
    private static readonly Dictionary<string, int> StillToDo = new(StringComparer.Ordinal)
    {
        ["ConnectorBuild"] = 80,
        ["ConnectorBuild.Cloud"] = 101,
        ["ConnectorBuild.LocalCloud"] = 32,
        ["ConnectorBuild.Tasks"] = 4,
        ["ConnectorBuild.Tool"] = 17,
    };

    /// <summary>Pages that people write. Generated ones are as plain as the sources that they come from.</summary>
    public static TheoryData<string> Pages() =>
        [.. Texts.Pages().Where(p => p != "docs/rules/README.md" && !p.StartsWith("docs/reference/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_Read_HasNoBadTurn(string page) =>
        Assert.Empty(PlainEnglish.Find(Texts.OfPage(RepositoryRoot.Read(page))).Select(found => $"{page}:{found}"));

    [Fact]
    public void Sources_Read_HaveBadTurnsOnlyWhereTheyAreCounted()
    {
        var found = Texts.Sources()
            .SelectMany(file => PlainEnglish.Find(Texts.OfSource(RepositoryRoot.Read(file))).Select(turn => (Project: file.Split('/')[1], Text: $"{file}:{turn}")))
            .ToLookup(f => f.Project, f => f.Text, StringComparer.Ordinal);

        var counted = found.ToDictionary(project => project.Key, project => project.Count(), StringComparer.Ordinal);
        var tooMany = found.Where(project => project.Count() > StillToDo.GetValueOrDefault(project.Key)).SelectMany(project => project).ToList();
        Assert.True(tooMany.Count == 0, "Projects have more bad turns than the list allows:\n" + string.Join('\n', tooMany));
        Assert.True(
            counted.Count == StillToDo.Count && counted.All(project => project.Value == StillToDo[project.Key]),
            "There are fewer bad turns than the list allows. Let it shrink to:\n" + string.Join('\n', counted.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"[\"{f.Key}\"] = {f.Value},")));
    }

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
