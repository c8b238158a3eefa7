namespace ConnectorBuild.Diagnostics;

/// <summary>One finding: a value, so that every sink (MSBuild, console, SARIF, CI logs) shows the same list.</summary>
/// <param name="Descriptor">The code.</param>
/// <param name="Severity">The severity after the project's settings.</param>
/// <param name="Message">What happened, why it matters and what to do, on one line, without the code. May quote the user's text, so a
/// sink must neutralise it before it prints it to a CI log.</param>
/// <param name="Location">Where, if in a file.</param>
/// <param name="Pointer">The JSON pointer (RFC 6901) of the spot in the document, if there is one.</param>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor,
    DiagnosticSeverity Severity,
    string Message,
    SourceLocation? Location = null,
    string? Pointer = null)
{
    /// <summary>A finding of the descriptor's default severity.</summary>
    public Diagnostic(DiagnosticDescriptor descriptor, string message, SourceLocation? location = null, string? pointer = null)
        : this(descriptor, descriptor.DefaultSeverity, message, location, pointer)
    {
    }

    /// <summary>The code, for example <c>CB1001</c>.</summary>
    public string Id => Descriptor.Id;
}
