using ConnectorBuild.Conversion.Drafts;

namespace ConnectorBuild.Conversion.Overlays.JsonPaths;

/// <summary>A value that a query selected, and where it stands.</summary>
/// <param name="Value">The value.</param>
/// <param name="Parent">The object or list around it; null for the root.</param>
/// <param name="Name">Its name in an object; empty in a list.</param>
internal readonly record struct JsonPathMatch(Draft Value, Draft? Parent, string Name);
