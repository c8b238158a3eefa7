using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Packaging.Tests;

/// <summary>How a patched file of an environment differs from the author's, each difference at its place in the patched one.</summary>
public sealed class EnvironmentDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", "")]
    [InlineData("""{"a":"x"}""", """{"a":"\u0078"}""", "")]
    [InlineData("""{"a":1}""", """{"a":2}""", "/a 1->2 @1:6-7")]
    [InlineData("""{"a":"x"}""", """{"a":"y"}""", "/a x->y @1:6-9")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "/a 1->1 @1:6-9")]
    [InlineData("""{"a":1}""", """{}""", "/a 1-> @1:1-2")]
    [InlineData("""{}""", """{"a":1}""", "/a ->1 @1:6-7")]
    [InlineData("""{"a":{}}""", """{"a":[]}""", "/a {}->[] @1:6-7")]
    [InlineData("""{"a":1}""", """{"a":{"b":2}}""", "/a 1->{\"b\":2} @1:6-7")]
    [InlineData("""{"a":{"b":2}}""", """{"a":1}""", "/a {\"b\":2}->1 @1:6-7")]
    [InlineData("""{"a/b":{"c~d":1}}""", """{"a/b":{"c~d":2}}""", "/a~1b/c~0d 1->2 @1:15-16")]
    [InlineData("""{"a":[1,2,3]}""", """{"a":[1,5,3]}""", "/a/1 2->5 @1:9-10")]
    [InlineData("""{"a":[1,2]}""", """{"a":[3,4]}""", "/a/0 1->3 @1:7-8|/a/1 2->4 @1:9-10")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "/a [1]->[1,2] @1:6-7")]
    [InlineData("""{"a":[1]}""", """{"a":{"x":1}}""", "/a [1]->{\"x\":1} @1:6-7")]
    [InlineData("""[1]""", """{"x":1}""", " [1]->{\"x\":1} @1:1-2")]
    public void Find_TwoFiles_TellsEachDifferenceAtItsPlace(string original, string patched, string expected) =>
        Assert.Equal(expected, string.Join('|', EnvironmentDifference.Find(Parse(original), Parse(patched)).Select(d =>
            $"{d.Pointer} {Raw(d.Base)}->{Raw(d.Patched)} @{d.Location?.Line}:{d.Location?.Column}-{d.Location?.EndColumn}")));

    [Fact]
    public void Find_FileThatIsNotThereOrIsTheSame_HasNoDifference()
    {
        var file = Parse("""{"a":1}""");

        Assert.Empty(EnvironmentDifference.Find(null, file));
        Assert.Empty(EnvironmentDifference.Find(file, null));
        Assert.Empty(EnvironmentDifference.Find(file, file));
    }

    private static string Raw(SourceNode node) => node.Exists ? Encoding.UTF8.GetString(node.Raw) : "";

    private static SourceDocument Parse(string text) => TolerantJsonReader.Read(new TextSourceMap("file.json", Encoding.UTF8.GetBytes(text), isAscii: true), Encoding.UTF8.GetBytes(text), [])!;
}
