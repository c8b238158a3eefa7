using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Findings;

/// <summary>Where a finding about a value is shown.</summary>
internal static class NodePlace
{
    // What people call an object in a list by.
    private static readonly Keyword[] Names = [Keyword.Name, Keyword.Url, Keyword.Ref];

    /// <summary>
    /// The name of an object or a list, what an object in a list is called by, the first bracket where there is neither, and any other value itself.
    /// </summary>
    /// <param name="node">The value.</param>
    /// <param name="isByName">Whether the name is marked of any other value, too.</param>
    public static SourceLocation Of(SourceNode node, bool isByName = false)
    {
        if (node.IsObject && !node.HasName)
        {
            foreach (var name in Names)
            {
                if (node[name].IsString)
                {
                    return node[name].Location!.Value;
                }
            }
        }

        ref readonly var record = ref node.Document.Nodes[node.Index];
        var map = node.Document.Map;
        if (record.Kind is not (NodeKind.Object or NodeKind.Array) && !(isByName && record.NameStart >= 0))
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
