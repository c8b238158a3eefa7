using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ConnectorBuild.Tool.Conversion;

/// <summary>
/// Reads an OpenAPI 3 document with Microsoft.OpenApi, which was written apart from our reader: its findings are a second opinion, each an info.
/// The library takes time to start, so a build does not use it.
/// </summary>
internal static class SecondReader
{
    // Further findings of one document are mostly the first ones again.
    private const int MaxFindings = 50;

    // The library follows references to references by recursion, and its time grows with the square of their number.
    private const int MaxReferencesToReferences = 16;

    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>What the other reader has against a document, at the places of our own.</summary>
    /// <param name="source">The document.</param>
    /// <param name="known">
    /// What was found already: the place of a warning or an error, and what holds it, gets no second finding. The library often names
    /// the operation only.
    /// </param>
    public static IReadOnlyList<Diagnostic> Check(SourceReading source, IReadOnlyList<Diagnostic> known)
    {
        var json = source.Json;
        if (json.Length > MaxBytes || source.ReferencesToReferences > MaxReferencesToReferences || Read(json) is not { } read)
        {
            return [];
        }

        var told = known.Where(d => d.Severity > DiagnosticSeverity.Info).SelectMany(d => WithHolders(d.Pointer)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. read.Errors.Concat(read.Warnings)
                .Where(e => !IsGapOfTheReader(e.Message, source))
                .Select(e => source.Find(e.Pointer ?? "", e.Message))
                .Where(d => !told.Contains(d.Pointer ?? ""))
                .DistinctBy(d => (d.Pointer, d.Message))
                .Take(MaxFindings),
        ];
    }

    private static IEnumerable<string> WithHolders(string? pointer)
    {
        for (var length = pointer?.Length ?? 0; length > 0; length = pointer!.LastIndexOf('/', length - 1))
        {
            yield return pointer![..length];
        }
    }

    // The reader knows neither true and false as schemas nor references to $defs, nor that OpenAPI 3.2 asks for no description. Our own
    // reader finds references that lead nowhere and parameters that are not in the path, and knows that the platform takes two paths
    // that differ in the names of their variables where their methods differ.
    private static bool IsGapOfTheReader(string message, SourceReading source) =>
        message.StartsWith("The schema reference '", StringComparison.Ordinal)
        || message.StartsWith("The path signature '", StringComparison.Ordinal)
        || message.StartsWith("Declared path parameter ", StringComparison.Ordinal)
        || (source.IsWithoutDescriptions && message.StartsWith("The field 'description' in 'response'", StringComparison.Ordinal))
        || (message.StartsWith("Schema ", StringComparison.Ordinal) && message.TrimEnd('.', ' ').EndsWith(" is null", StringComparison.Ordinal));

    private static OpenApiDiagnostic? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var stream = new MemoryStream(json.ToArray(), writable: false);
            return OpenApiDocument.Load(stream, OpenApiConstants.Json, new OpenApiReaderSettings { LoadExternalRefs = false }).Diagnostic;
        }
        catch (Exception)
        {
            // The library cannot read the document at all; our own findings say what is wrong.
            return null;
        }
    }
}
