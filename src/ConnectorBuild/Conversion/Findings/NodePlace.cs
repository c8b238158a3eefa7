using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Findings;

/// <summary>Where a finding about a value is shown.</summary>
internal static class NodePlace
{
    /// <summary>The name of an object or a list, its first bracket where it has no name, and any other value itself.</summary>
    public static SourceLocation Of(SourceNode node)
    {
        ref readonly var record = ref node.Document.Nodes[node.Index];
        var map = node.Document.Map;
        if (record.Kind is not (NodeKind.Object or NodeKind.Array))
        {
            return map.Locate(record.Start, record.End);
        }

        if (record.NameStart < 0)
        {
            return map.Locate(record.Start, record.Start + 1);
        }

        var quote = (record.Flags & NodeFlags.BareName) != 0 ? 0 : 1;
        return map.Locate(record.NameStart - quote, record.NameStart + record.NameLength + quote);
    }
}
