using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>YAML that cannot become JSON. Does not leave <see cref="YamlDocumentReader"/>.</summary>
internal sealed class YamlProblemException(DiagnosticDescriptor descriptor, YamlSpan span, string message) : Exception(message)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    public YamlSpan Span { get; } = span;
}
