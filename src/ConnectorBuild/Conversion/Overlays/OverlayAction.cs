using ConnectorBuild.Conversion.Overlays.JsonPaths;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Overlays;

/// <summary>An action of an overlay.</summary>
/// <param name="Node">The action in its file.</param>
/// <param name="Target">What it changes.</param>
/// <param name="Update">What is merged into each target; missing if it removes or copies.</param>
/// <param name="Copy">The path of the value in the document that is merged (1.1); null if it does not copy.</param>
/// <param name="IsRemoval">Whether the targets are removed.</param>
internal sealed record OverlayAction(SourceNode Node, JsonPathQuery Target, SourceNode Update, JsonPathQuery? Copy, bool IsRemoval);
