using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Findings;

/// <summary>Something that the converted definition does not say, or says differently.</summary>
/// <param name="Descriptor">The code.</param>
/// <param name="At">The place in the OpenAPI 3 document.</param>
/// <param name="What">What the document says, and why it cannot stay: a sentence without its full stop.</param>
/// <param name="Instead">What was written instead.</param>
/// <param name="Keep">How to keep it, or what to do.</param>
internal sealed record Loss(DiagnosticDescriptor Descriptor, SourceNode At, string What, string Instead, string Keep)
{
    /// <summary>The place, where it is not in the OpenAPI 3 document.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Where it is shown; null if it is not known.</summary>
    public SourceLocation? Place => At.Exists ? NodePlace.Of(At, Descriptor == ConversionRules.UnknownMember) : Location;

    /// <summary>The whole message, on one line.</summary>
    public string Message => $"{What}, so {Instead}: {Keep}";
}
