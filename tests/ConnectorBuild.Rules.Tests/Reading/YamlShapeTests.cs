using System.Text;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Tests.Reading;

/// <summary>
/// Files whose shape would cost a careless reader quadratic time or worse. None of these tests measures time: a reader that takes it does
/// not end.
/// </summary>
public sealed class YamlShapeTests
{
    private const int Many = 200_000;

    private static SourceFile Read(string text, string name = "a.yaml") =>
        SourceFile.Read(name, Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    public static TheoryData<string, string> Deep => new()
    {
        { "brackets", string.Concat(Enumerable.Repeat("[", Many)) },
        { "braces", string.Concat(Enumerable.Repeat("{a: ", Many)) },
        { "closed", string.Concat(Enumerable.Repeat("[", Many)) + string.Concat(Enumerable.Repeat("]", Many)) },
        { "dashes", string.Concat(Enumerable.Repeat("- ", Many)) },
        { "questions", string.Concat(Enumerable.Repeat("? ", Many)) },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Deep_EndsAtTheDepthThatIsRead(string shape, string text)
    {
        var file = Read("a: " + text);

        Assert.True(file.Document is null && file.Diagnostics.Count > 0, shape);
    }

    [Fact]
    public void Wide_OnOneLine_IsRead()
    {
        var file = Read("{" + Repeat(20_000, i => $"k{i}: [1, {{a: b}}], ") + "z: 1}");

        Assert.Empty(file.Diagnostics);
        Assert.True(file.Document!.Root["k19999"].Exists);
    }

    [Fact]
    public void MergesOfMerges_AreMergedOnceEach()
    {
        var merge = new YamlMerge();
        IReadOnlyList<YamlMember> last = [new("k", false, default, YamlValue.OfMembers([], default))];
        for (var i = 0; i < 1000; i++)
        {
            last = [new("<<", true, default, YamlValue.OfMembers(last, default)), new($"k{i}", false, default, YamlValue.OfMembers([], default))];
            Assert.Equal(i + 2, merge.Flatten(last).Count);
        }

        // 1 + 2 + ... + 1000, as many members as are written: not their cubes.
        Assert.Equal(500_500, merge.Looked);
    }

    [Fact]
    public void TheSameMappingMergedAgainAndAgain_IsLookedAtOnce()
    {
        var merge = new YamlMerge();
        var source = YamlValue.OfMembers(
            [.. Enumerable.Range(0, 1000).Select(i => new YamlMember($"k{i}", false, default, YamlValue.OfItems([], default)))], default);

        var all = merge.Flatten([new("<<", true, default, YamlValue.OfItems([.. Enumerable.Repeat(source, 100_000)], default))]);

        Assert.Equal((1000, 1000), (all.Count, merge.Looked));
    }

    [Fact]
    public void MergesThatBringNothing_EndAtTheBound()
    {
        // A thousand mappings that merge the same thousand members, merged a thousand times.
        var text = "a: &a {" + Repeat(1000, i => $"k{i}: 1, ") + "}\n"
            + Repeat(100, i => $"b{i}: &b{i} {{<<: *a}}\n")
            + Repeat(1000, i => $"c{i}: {{<<: [{Repeat(100, j => $"*b{j}, ")}*a]}}\n");

        var diagnostic = Assert.Single(Read(text).Diagnostics);

        Assert.Contains("merge keys", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WideObjectsWithWidePatches_AreMergedByName()
    {
        var target = Read("{" + Repeat(100_000, i => $"\"a{i}\":1,") + "\"z\":1}", "a.json").Document!;
        var patch = Read("{" + Repeat(100_000, i => $"\"b{i}\":1,") + "\"z\":2}", "b.json").Document!;

        var merged = JsonMerger.Merge(target, patch, [])!;

        Assert.True(merged.Root["b99999"].Exists);
        Assert.Equal("2", Encoding.UTF8.GetString(merged.Root["z"].Raw));
    }

    [Theory]
    [InlineData("a.yaml")]
    [InlineData("a.json")]
    public void Reading_CanBeStopped(string name) =>
        Assert.Throws<OperationCanceledException>(() => SourceFile.Read(name, """{"a":[{"b":1}]}"""u8.ToArray(), new CancellationToken(canceled: true)));
}
