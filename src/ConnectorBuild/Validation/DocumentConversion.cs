using ConnectorBuild.Conversion;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>What became of one OpenAPI 3 document.</summary>
/// <param name="Definition">Swagger 2.0; null if it could not be written.</param>
/// <param name="Properties">What apiProperties.json needs for the sign-in; null if the document says none.</param>
/// <param name="Report">What was lost, as Markdown; null if the document was Swagger 2.0 already.</param>
/// <param name="Diagnostics">What was lost, and what is wrong with the document.</param>
public sealed record ConvertedDocument(
    ReadOnlyMemory<byte>? Definition, ReadOnlyMemory<byte>? Properties, string? Report, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The OpenAPI 3 document for another reader; null if the document was Swagger 2.0 already, or cannot be read.</summary>
    public SourceReading? Source { get; init; }
}

/// <summary>Converts one document without judging it as a connector.</summary>
public static class DocumentConversion
{
    /// <summary>Converts the definition of a project; Swagger 2.0 comes out as it is.</summary>
    public static ConvertedDocument Convert(ConnectorProject project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        var files = new ConnectorFilesReader(project).Read(null, cancellationToken);
        if (files.Conversion is { } conversion)
        {
            return new(
                conversion.Definition?.Text,
                conversion.Properties?.Text,
                ConversionReport.Markdown(project.ProjectDirectory, project.DefinitionFile!, conversion),
                files.Diagnostics) { Source = conversion.Source is { } source ? new SourceReading(source) : null };
        }

        var path = DisplayPath.Of(project, project.DefinitionFile!);
        if (files.Definition?.Document is not { } document)
        {
            return new(null, null, null, files.Diagnostics);
        }

        if (files.Diagnostics.Any(d => d.Descriptor == ConversionRules.AlreadySwagger))
        {
            return new(null, null, null, files.Diagnostics);
        }

        var found = UnknownDocument.Describe(document.Root) is { } unknown
            ? new Diagnostic(unknown.Descriptor, unknown.Message, unknown.Place!.Value)
            : new Diagnostic(
                ConversionRules.AlreadySwagger, "The document is Swagger 2.0 already, so it is written as it is: nothing has to be done",
                new SourceLocation(path));
        return new(found.Severity == DiagnosticSeverity.Error ? null : document.Text, null, null, [.. files.Diagnostics, found]);
    }
}
