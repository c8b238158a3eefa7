using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Connectors;

/// <summary>The OpenAPI 3 document that a definition was made of.</summary>
/// <param name="File">Its path as messages show it.</param>
/// <param name="Operations">Where its operations are, by operationId.</param>
public sealed record DefinitionSource(string File, IReadOnlyDictionary<string, SourceLocation> Operations);
