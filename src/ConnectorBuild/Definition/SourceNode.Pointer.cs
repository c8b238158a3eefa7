using System.Globalization;

namespace ConnectorBuild.Definition;

internal readonly partial struct SourceNode
{
    /// <summary>The JSON pointer (RFC 6901) of the value; empty for the root.</summary>
    public string Pointer
    {
        get
        {
            var segments = new Stack<string>();
            for (var node = this; node.Parent.Exists; node = node.Parent)
            {
                segments.Push(node.HasName
                    ? JsonPointer.Escape(node.Name)
                    : node.Position.ToString(CultureInfo.InvariantCulture));
            }

            return segments.Count == 0 ? "" : "/" + string.Join('/', segments);
        }
    }

    // The place of an element in its array, from 0.
    private int Position
    {
        get
        {
            var nodes = document!.Nodes;
            var position = 0;
            for (var sibling = nodes[index].Parent + 1; sibling < index; sibling = nodes[sibling].Next)
            {
                position++;
            }

            return position;
        }
    }
}
