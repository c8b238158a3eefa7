using System.Globalization;
using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Overlays;
using ConnectorBuild.Conversion.SignIn;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion;

/// <summary>
/// Converts OpenAPI 3.0, 3.1 and 3.2 to the Swagger 2.0 that the platform takes. The same input gives the same bytes; time and memory grow with the
/// size of the document.
/// </summary>
internal static class OpenApiConverter
{
    // Real documents become smaller; this is for those that are made to grow.
    private const int MaxBytes = 256 * 1024 * 1024;

    /// <summary>Whether a document calls itself OpenAPI 3 or later.</summary>
    public static bool IsOpenApi(SourceNode root) => root[Keyword.Openapi].Exists && !root[Keyword.Swagger].Exists;

    /// <summary>Converts a document.</summary>
    /// <param name="path">The document's path relative to the project's folder, with forward slashes.</param>
    /// <param name="document">The document.</param>
    /// <param name="files">Reads the files that it refers to.</param>
    /// <param name="options">What the project says beside it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ConversionResult Convert(
        string path, SourceDocument document, IReferencedFiles files, ConversionOptions options, CancellationToken cancellationToken)
    {
        var losses = new LossList();
        if (UnknownDocument.Describe(document.Root) is { } unknown)
        {
            losses.Add(unknown.Descriptor, unknown.At, unknown.What, unknown.Instead, unknown.Keep);
            return Result(path, losses);
        }

        var overlaid = WithOverlays(path, document, options.Overlays, losses, cancellationToken);
        var sources = new OpenApiSources(new OpenApiFile(path, overlaid), files, losses);
        var converter = new DocumentConverter(sources, options, losses, cancellationToken);
        var draft = converter.Convert();
        var definition = draft is null ? null : Write(draft, overlaid.Root, losses, cancellationToken);
        return Result(path, losses) with
        {
            Definition = definition,
            Source = overlaid,
            Properties = converter.ConnectionParameters is { } parameters && !AuthorSignIn.Exists(options.Properties)
                ? Properties(parameters, overlaid.Root, cancellationToken)
                : null,
            OperationCount = converter.OperationCount,
            ConvertedCount = converter.ConvertedCount,
            Files = [.. sources.Paths],
        };
    }

    private static SourceDocument WithOverlays(
        string path, SourceDocument document, IReadOnlyList<SourceFile> overlays, LossList losses, CancellationToken cancellationToken)
    {
        var reader = new OverlayReader(losses);
        var actions = overlays.Where(o => o.Document is not null).SelectMany(o => reader.Read(o.Document!.Root, path)).ToList();
        if (actions.Count == 0)
        {
            return document;
        }

        if (new OverlayApplier(losses, cancellationToken).Apply(document, actions) is { } changed)
        {
            return changed;
        }

        losses.Add(
            ConversionRules.TooLarge, document.Root, "With its overlays the document nests too deeply or is too large",
            "the overlays are not applied", "let the overlays add less");
        return document;
    }

    private static SourceDocument? Write(DraftObject draft, SourceNode root, LossList losses, CancellationToken cancellationToken)
    {
        var written = DraftWriter.Write(draft, MaxBytes, [], cancellationToken);
        if (written is null)
        {
            losses.Add(
                ConversionRules.TooLarge, root,
                $"Written out, the document nests more than {TolerantJsonReader.MaxDepth} deep or is larger than "
                    + $"{MaxBytes / 1024 / 1024} MB",
                "nothing is written", "compose schemas of fewer others, or select fewer operations");
            return null;
        }

        var length = written.Text.Length < MinifiedLength.DefinitionLimit ? 0 : MinifiedLength.Of(written.Root);
        if (length <= MinifiedLength.DefinitionLimit)
        {
            return written;
        }

        losses.Add(
            ConversionRules.TooLarge, root,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Written out, the document has {length:N0} characters without blanks, and the platform takes {MinifiedLength.DefinitionLimit:N0}"),
            "nothing is written",
            "select fewer operations, compose schemas of fewer others, or shorten descriptions and examples by an overlay");
        return null;
    }

    private static SourceDocument? Properties(DraftObject parameters, SourceNode root, CancellationToken cancellationToken)
    {
        var properties = new DraftObject(root).Set("properties", new DraftObject(root).Set("connectionParameters", parameters));
        return DraftWriter.Write(properties, MaxBytes, [], cancellationToken);
    }

    private static ConversionResult Result(string path, LossList losses) => new()
    {
        Losses = losses.All,
        Diagnostics = [.. losses.ToDiagnostics(path)],
    };
}
