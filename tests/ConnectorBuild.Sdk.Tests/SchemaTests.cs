using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>What the targets read is what the schema documents.</summary>
public sealed partial class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Repository.PathOf("build/ConnectorBuild.Sdk.buildschema.json")))!;

    private static readonly string[] Files = ["ConnectorBuild.Sdk.props", "ConnectorBuild.Sdk.targets", "Sdk.props", "Sdk.targets"];

    [Fact]
    public void Properties_ThatTargetsRead_AreDocumented()
    {
        var read = Files.SelectMany(f => PropertyReference().Matches(Text(f)).Select(m => m.Groups[1].Value))
            .Where(name => !name.EndsWith("DependsOn", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Names(Schema["properties"]).Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Items_ThatTargetsRead_AreDocumented()
    {
        var read = Files.SelectMany(f => ItemReference().Matches(Text(f)).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Names(Schema["items"]).Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Targets_WithoutUnderscore_AreDocumented()
    {
        var own = XDocument.Parse(Text("ConnectorBuild.Sdk.targets")).Descendants("Target").Select(t => (string)t.Attribute("Name")!)
            .Where(n => n[0] != '_');

        Assert.Equal(Names(Schema["targets"]).Order(StringComparer.Ordinal), own.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Descriptions_AreThere() =>
        Assert.All(
            new[] { "properties", "items", "targets" }.SelectMany(kind => Schema[kind]!.AsObject()),
            entry => Assert.EndsWith(".", (string)entry.Value!["description"]!, StringComparison.Ordinal));

    private static string Text(string file) => File.ReadAllText(Repository.PathOf("build/" + file));

    private static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(p => p.Key);

    [GeneratedRegex(@"\$\((Connector\w+)\)")]
    private static partial Regex PropertyReference();

    [GeneratedRegex(@"@\((Connector\w+)")]
    private static partial Regex ItemReference();
}
