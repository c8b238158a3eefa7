using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Sources;

/// <summary>What a document calls by <c>$id</c>, <c>$self</c>, <c>$anchor</c> or <c>$dynamicAnchor</c>.</summary>
internal sealed class AnchorIndex
{
    private readonly Dictionary<string, SourceNode> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceNode> _anchors = new(StringComparer.Ordinal);

    public AnchorIndex(SourceDocument document)
    {
        for (var index = 0; index < document.Nodes.Length; index++)
        {
            ref readonly var record = ref document.Nodes[index];
            if (record.Kind != NodeKind.String || record.NameStart < 0)
            {
                continue;
            }

            var name = document.RawName(record);
            if (!name.StartsWith("$"u8))
            {
                continue;
            }

            var node = new SourceNode(document, index);
            if (name.SequenceEqual("$id"u8) || name.SequenceEqual("$self"u8))
            {
                _ids.TryAdd(node.Text!.TrimEnd('#'), node.Parent);
            }
            else if (name.SequenceEqual("$anchor"u8) || name.SequenceEqual("$dynamicAnchor"u8))
            {
                _anchors.TryAdd(node.Text!, node.Parent);
            }
        }
    }

    /// <summary>The schema or document with an <c>$id</c> (or <c>$self</c>); missing if there is none.</summary>
    public SourceNode FindId(string id) => _ids.GetValueOrDefault(id);

    /// <summary>The schema with an anchor; missing if there is none.</summary>
    public SourceNode FindAnchor(string anchor) => _anchors.GetValueOrDefault(anchor);
}
