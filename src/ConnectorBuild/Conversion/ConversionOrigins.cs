using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion;

/// <summary>The way back from a converted definition to the values of the document that it was made of.</summary>
/// <param name="source">The OpenAPI 3 document with its overlays.</param>
internal sealed class ConversionOrigins(SourceDocument source)
{
    /// <summary>The value that a value of the definition was made of; missing where it is in another file.</summary>
    public SourceNode Of(SourceNode node)
    {
        if (!node.Exists || node.Document.Map is not MergedSourceMap map)
        {
            return default;
        }

        return map.Trace(node.Document.Nodes[node.Index].Start) is { } piece && ReferenceEquals(piece.Source, source.Map) ? At(piece.Start) : default;
    }

    // The nodes are in the order of the text, and no two begin at the same place.
    private SourceNode At(int start)
    {
        var (low, high) = (0, source.Nodes.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (source.Nodes[middle].Start == start)
            {
                return new(source, middle);
            }

            (low, high) = source.Nodes[middle].Start < start ? (middle + 1, high) : (low, middle - 1);
        }

        return default;
    }
}
