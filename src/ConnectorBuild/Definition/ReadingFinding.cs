using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>What a reader has to say about a text.</summary>
/// <param name="Descriptor">The code.</param>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset after the last byte.</param>
/// <param name="Message">What, why, what to do.</param>
internal readonly record struct ReadingFinding(DiagnosticDescriptor Descriptor, int Start, int End, string Message)
{
    /// <summary>What the offsets refer to, where it is not the file's own text.</summary>
    public SourceMap? Map { get; init; }
}
