using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>Where the bytes of a document's text come from.</summary>
internal abstract class SourceMap
{
    /// <summary>The span that an author would see marked.</summary>
    /// <param name="start">Offset of the first byte.</param>
    /// <param name="end">Offset after the last byte.</param>
    public abstract SourceLocation Locate(int start, int end);
}
