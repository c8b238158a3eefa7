using ConnectorBuild.Conversion;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Validation;

/// <summary>Tells whether a file can be the definition of a connector at all, before a project is made of it.</summary>
public static class DocumentCheck
{
    /// <summary>
    /// What is wrong: CB1601 where the file is neither Swagger 2.0 nor OpenAPI 3, CB1602 where it has no paths; null if nothing is. What cannot be
    /// read is not reported here.
    /// </summary>
    /// <param name="path">The file, as a message shows it.</param>
    /// <param name="bytes">Its content.</param>
    public static Diagnostic? Fault(string path, ReadOnlyMemory<byte> bytes)
    {
        if (SourceFile.Read(path, bytes).Document?.Root is not { } root)
        {
            return null;
        }

        var paths = root[Keyword.Paths];
        var isEmpty = OpenApiConverter.IsOpenApi(root) ? paths.Count == 0 : !paths.Exists;
        var found = UnknownDocument.Describe(root) ?? (isEmpty ? NoPaths(paths.Exists ? paths : root) : null);
        return found is null ? null : new Diagnostic(found.Descriptor, found.Message, found.Place!.Value);
    }

    private static Loss NoPaths(SourceNode at) => new(
        ConversionRules.NoPaths, at, "The document has no operations under \"paths\"", "there is nothing to make a connector of",
        "add paths; of \"webhooks\", triggers can be made by an overlay");
}
