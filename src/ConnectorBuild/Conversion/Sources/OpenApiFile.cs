using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Sources;

/// <summary>A file of an OpenAPI 3 document.</summary>
/// <param name="Path">The path relative to the project's folder, with forward slashes.</param>
/// <param name="Document">What it holds.</param>
internal sealed record OpenApiFile(string Path, SourceDocument Document)
{
    private AnchorIndex? _anchors;

    /// <summary>What the file calls by identifiers.</summary>
    public AnchorIndex Anchors => _anchors ??= new AnchorIndex(Document);

    /// <summary>The file's name without folder and ending, as a name for what it holds.</summary>
    public string Stem =>
        System.IO.Path.GetFileName(Path) is var name && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[..dot] : name;
}
