using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Definition;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectorBuild.Rules.Tests.Reading;

/// <summary>What holds for every text.</summary>
public sealed class ReaderPropertyTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "\\u", "\\u00e9", "//", "/*", "*/", "\n", "\r", "\t", " ", "\u2003", "\u0001", "null", "true", "1", "-", ".5",
        "0x", "\"a\"", "\"paths\":", "\"$ref\":", "\"swagger\":\"2.0\",", "😀", "é", "x-ms-", "&a", "*a", "<<: ", "- ", "? ", "| ", "%", "@", "`", "##vso[task.complete]",
    ];

    private static readonly string[] Names = ["type", "properties", "$ref", "é", "a\"b", "x", "x", "items", "\u0001", "😀"];

    [Fact]
    public void Read_AnyPiecesInAnyOrder_EndsWithPositionsInsideTheFile() =>
        Prop.ForAll(Soup().ToArbitrary(), text => StaysInside(text, "a.json")).Check(Quick);

    [Fact]
    public void Read_AnyPiecesAsYaml_EndsWithPositionsInsideTheFile() =>
        Prop.ForAll(Soup().ToArbitrary(), text => StaysInside(text, "a.yaml")).Check(Quick);

    [Fact]
    public void Read_AnyBytes_EndsWithPositionsInsideTheFile() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<byte[]>().ToArbitrary(), bytes => StaysInside(bytes, "a.json")).Check(Quick);

    [Fact]
    public void Read_AnyJson_HasTheValuesThatSystemTextJsonFinds() =>
        Prop.ForAll(Values(3).ToArbitrary(), (JsonNode? value) =>
        {
            var wrapped = new JsonObject { ["value"] = value?.DeepClone() };
            var text = wrapped.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

            var file = Documents.Read(text);

            return file.Diagnostics.Count == 0 && file.Document!.IsStrict && Same(file.Document.Root, wrapped);
        }).Check(Quick);

    [Fact]
    public void ToStrict_AnyLenientText_IsTheSameValueInStrictJson() =>
        Prop.ForAll(Values(3).ToArbitrary(), (JsonNode? value) =>
        {
            var wrapped = new JsonObject { ["value"] = value?.DeepClone() };
            var lenient = Loosen(wrapped.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

            var document = Documents.Read(lenient).Document!;

            return !document.IsStrict && JsonNode.DeepEquals(JsonNode.Parse(JsonMerger.ToStrict(document).Span), wrapped);
        }).Check(Quick);

    [Fact]
    public void MinifiedLength_OfAnyJson_IsTheLengthOfTheMinifiedText() =>
        Prop.ForAll(Values(3).ToArbitrary(), (JsonNode? value) =>
        {
            var wrapped = new JsonObject { ["value"] = value?.DeepClone() };
            var options = new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            var text = wrapped.ToJsonString(options);

            var minified = Encoding.UTF8.GetString(JsonText.Minify(Encoding.UTF8.GetBytes(text)));

            return Definition.MinifiedLength.Of(Documents.Document(text).Root) == minified.Length;
        }).Check(Quick);

    private static Gen<string> Soup() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    private static Gen<JsonNode?> Values(int depth)
    {
        var scalars = Gen.OneOf(
            ArbMap.Default.GeneratorFor<int>().Select(i => (JsonNode?)JsonValue.Create(i)),
            ArbMap.Default.GeneratorFor<bool>().Select(b => (JsonNode?)JsonValue.Create(b)),
            Gen.Elements(Names).Select(t => (JsonNode?)JsonValue.Create(t)),
            Gen.Constant((JsonNode?)null));
        if (depth == 0)
        {
            return scalars;
        }

        var arrays = Values(depth - 1).ListOf().Select(items => (JsonNode?)new JsonArray([.. items.Take(5)]));
        var objects = Gen.Zip(Gen.Elements(Names), Values(depth - 1)).ListOf().Select(members =>
            (JsonNode?)new JsonObject(members.Take(6).DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2))));
        return Gen.OneOf(scalars, arrays, objects);
    }

    private static bool StaysInside(string text, string path) => StaysInside(Encoding.UTF8.GetBytes(text), path);

    private static bool StaysInside(byte[] bytes, string path)
    {
        var file = SourceFile.Read(path, bytes);
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        var places = file.Diagnostics.Select(d => d.Location!.Value).ToList();
        for (var index = 0; file.Document is { } document && index < document.Nodes.Length; index++)
        {
            ref readonly var node = ref document.Nodes[index];
            Assert.InRange(node.Start, 0, node.End);
            Assert.InRange(node.End, 0, document.Text.Length);
            Assert.InRange(node.Next, index + 1, document.Nodes.Length);
            _ = new SourceNode(document, index).Pointer;
            places.Add(document.Map.Locate(node.Start, node.End));
        }

        return places.TrueForAll(p => p.Line <= lines.Length
            && p.EndLine <= lines.Length
            && (p.Line == 0 || (p.Column >= 1 && p.Column <= lines[p.Line - 1].Length + 1))
            && (p.EndLine == 0 || p.EndColumn <= lines[p.EndLine - 1].Length + 1));
    }

    private static bool Same(SourceNode node, JsonNode? expected)
    {
        switch (expected)
        {
            case null:
                return node.IsNull;
            case JsonObject o:
                return node.IsObject && node.Count == o.Count && o.All(m => Same(node[m.Key], m.Value));
            case JsonArray a:
                var items = new List<SourceNode>();
                foreach (var child in node.Elements)
                {
                    items.Add(child);
                }

                return node.IsArray && items.Count == a.Count && items.Zip(a).All(p => Same(p.First, p.Second));
            default:
                return expected.GetValueKind() == JsonValueKind.String
                    ? node.Text == expected.GetValue<string>()
                    : Encoding.UTF8.GetString(node.Raw) == expected.ToJsonString();
        }
    }

    // Comments and trailing commas, put where a line ends outside of texts: indented JSON has no line ends inside of them.
    private static string Loosen(string json)
    {
        var lines = json.Split('\n');
        for (var line = 0; line + 1 < lines.Length; line++)
        {
            var closes = lines[line + 1].TrimStart().StartsWith('}') || lines[line + 1].TrimStart().StartsWith(']');
            lines[line] += closes && !lines[line].EndsWith('{') && !lines[line].EndsWith('[') ? ", // last" : " /* more */";
        }

        return string.Join('\n', lines);
    }
}
