using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Connectors;
using ConnectorBuild.Conversion;
using ConnectorBuild.Definition;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Adoption.Overlays;

/// <summary>
/// The overlay that takes what a definition has become in an environment into a project whose source is OpenAPI 3, which is never
/// written.
/// </summary>
internal sealed record SourceOverlay
{
    /// <summary>The name of the overlay's file, beside the project.</summary>
    public const string FileName = "download.overlay.yaml";

    private const string Head = "# Written by 'dotnet connector download': what the connector has in an environment, and the document has not.\n";

    private static readonly JsonObject Info = new() { ["title"] = "Changes from an environment", ["version"] = "1.0" };

    /// <summary>The file's content; null where no difference can be said by an overlay.</summary>
    public byte[]? Content { get; private init; }

    /// <summary>Whether the project applies the overlay already.</summary>
    public bool IsApplied { get; private init; }

    /// <summary>The differences that stay when the overlay is applied.</summary>
    public ImmutableArray<ConnectorDifference> Rest { get; private init; } = [];

    /// <summary>The overlay with which the document becomes a definition. What it says is tried by a conversion.</summary>
    /// <param name="project">The project.</param>
    /// <param name="source">The path of its OpenAPI 3 document.</param>
    /// <param name="conversion">What becomes of the document so far.</param>
    /// <param name="wanted">What it should become.</param>
    public static SourceOverlay Create(ConnectorProject project, string source, ConversionResult conversion, JsonObject wanted)
    {
        var path = Path.Combine(project.ProjectDirectory, FileName);
        var isApplied = project.Overlays.Any(o => Path.GetFullPath(o) == path);
        var found = DifferenceOverlay.Find(conversion, wanted);
        if (!found.IsEmpty)
        {
            var content = Write(
                source, isApplied && File.Exists(path) ? AdoptedText.Read(path, File.ReadAllBytes(path))["actions"] as JsonArray : null,
                found);
            if (Try(isApplied ? project : project with { Overlays = [.. project.Overlays, path] }, path, content) is { } becomes)
            {
                return new() { Content = content, IsApplied = isApplied, Rest = Compare(becomes, wanted) };
            }
        }

        return new() { IsApplied = isApplied, Rest = Compare(JsonText(conversion.Definition!), wanted) };
    }

    private static byte[] Write(string source, JsonArray? there, OverlayActions found)
    {
        var document = new JsonObject
        {
            ["overlay"] = "1.1.0",
            ["info"] = Info.DeepClone(),
            ["extends"] = Path.GetFileName(source),
            ["actions"] = new JsonArray([.. (there ?? []).Concat(found.ToJson()).Select(a => a?.DeepClone())]),
        };
        return Encoding.UTF8.GetBytes(Head + YamlText.Of(document));
    }

    private static string? Try(ConnectorProject project, string path, byte[] content)
    {
        var reader = new ConnectorFilesReader(project);
        reader.Assume(path, content);
        return reader.Read(project.EnvironmentName).Conversion?.Definition is { } definition ? JsonText(definition) : null;
    }

    private static ImmutableArray<ConnectorDifference> Compare(string becomes, JsonObject wanted) =>
        JsonNode.DeepEquals(JsonNode.Parse(becomes), wanted)
            ? []
            : ConnectorComparison.Compare(
                new Dictionary<string, string?> { [ConnectorColumns.Definition] = becomes },
                new Dictionary<string, string?> { [ConnectorColumns.Definition] = wanted.ToJsonString() });

    private static string JsonText(SourceDocument definition) => Encoding.UTF8.GetString(JsonMerger.ToStrict(definition).Span);
}
