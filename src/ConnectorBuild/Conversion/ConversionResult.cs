using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion;

/// <summary>What became of an OpenAPI 3 document.</summary>
internal sealed record ConversionResult
{
    /// <summary>
    /// The Swagger 2.0 document, whose names and values keep their places in the OpenAPI 3 document; null if nothing could be written.
    /// </summary>
    public SourceDocument? Definition { get; init; }

    /// <summary>The OpenAPI 3 document with its overlays; null where its version is not known.</summary>
    public SourceDocument? Source { get; init; }

    /// <summary>
    /// What apiProperties.json needs for the sign-in that the document describes: <c>{"properties": {"connectionParameters": ...}}</c>;
    /// null if it says none.
    /// </summary>
    public SourceDocument? Properties { get; init; }

    /// <summary>What the definition does not say, or says differently.</summary>
    public required IReadOnlyList<Loss> Losses { get; init; }

    /// <summary>The losses as findings at their places.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>How many operations the document has.</summary>
    public int OperationCount { get; init; }

    /// <summary>How many of them the definition has.</summary>
    public int ConvertedCount { get; init; }

    /// <summary>The files that the document is made of, relative to the project's folder.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
