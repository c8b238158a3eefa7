using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConnectorBuild.Testing;
using YamlDotNet.RepresentationModel;

namespace ConnectorBuild.Tool.Tests.Documented;

/// <summary>
/// Snippets of the guides can be copied: JSON, XML and YAML that parse, with names of properties, items and metadata that exist. An
/// ellipsis stands for what a reader fills in.
/// </summary>
public sealed partial class GuideSnippetTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(RepositoryRoot.Read("build/ConnectorBuild.Sdk.buildschema.json")).RootElement;

    public static TheoryData<string> Pages => [.. GuidePages.Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Json_OfAGuide_Parses(string page) => AssertAll(page, ["json"], text =>
    {
        // A snippet may be a part of an object, several documents one after the other, or lines of JSON.
        var whole = text.Replace("…", "", StringComparison.Ordinal).Trim();
        using var document = JsonDocument.Parse(
            whole.StartsWith('"') ? $"{{{whole.TrimEnd(',')}}}" : whole,
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    });

    [Theory]
    [MemberData(nameof(Pages))]
    public void Xml_OfAGuide_HasNamesThatExist(string page) => AssertAll(page, ["xml"], text =>
    {
        var unknown = XElement.Parse($"<Snippet>{text}</Snippet>").Descendants().SelectMany(Unknown).ToList();
        Assert.True(unknown.Count == 0, $"unknown: {string.Join(", ", unknown)}");
    });

    [Theory]
    [MemberData(nameof(Pages))]
    public void Yaml_OfAGuide_Parses(string page) => AssertAll(page, ["yaml", "yml"], text => new YamlStream().Load(new StringReader(text)));

    /// <summary>Nobody should get more rights by copying: no owners, no administrators of everything, no permissions for all objects.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Rights_InTextToCopy_AreTheLeast(string page) =>
        Assert.DoesNotContain(GuidePages.Blocks(page).SelectMany(b => b.Text.Split('\n')), line => TooMuch().IsMatch(line));

    // The ids are those of Application.ReadWrite.All and Directory.ReadWrite.All.
    [GeneratedRegex(
        @"\b(Owner|Contributor|(Global|System|User Access) Administrator|(Application|Directory)\.ReadWrite\.All)\b"
            + "|1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9|19dbc75e-c2e2-444c-a770-ec69d8559fc7")]
    private static partial Regex TooMuch();

    private static IEnumerable<string> Unknown(XElement element)
    {
        var name = element.Name.LocalName;
        if (!name.StartsWith("Connector", StringComparison.Ordinal))
        {
            return [];
        }

        var isItem = element.Attribute("Include") is not null || element.Attribute("Update") is not null;
        if (!isItem)
        {
            return Schema.GetProperty("properties").TryGetProperty(name, out _) ? [] : [name];
        }

        if (!Schema.GetProperty("items").TryGetProperty(name, out var item))
        {
            // Items that Scripting and other packages declare.
            return name is "ConnectorScript" ? [] : [name];
        }

        var metadata = item.TryGetProperty("metadata", out var known) ? known.EnumerateObject().Select(m => m.Name).ToHashSet() : [];
        return element.Attributes().Select(a => a.Name.LocalName).Where(a => a is not ("Include" or "Update" or "Condition") && !metadata.Contains(a))
            .Select(a => $"{name}.{a}");
    }

    private static void AssertAll(string page, string[] languages, Action<string> check)
    {
        foreach (var (language, line, text) in GuidePages.Blocks(page).Where(b => languages.Contains(b.Language)))
        {
            try
            {
                check(text);
            }
            catch (Exception e)
            {
                Assert.Fail($"{page}:{line}: {e.Message}\n{text}");
            }
        }
    }
}
