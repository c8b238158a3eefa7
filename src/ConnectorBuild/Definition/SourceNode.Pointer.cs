namespace ConnectorBuild.Definition;

internal readonly partial struct SourceNode
{
    /// <summary>The JSON pointer (RFC 6901) of the value; empty for the root.</summary>
    public string Pointer => new PointerCache().Of(this);

    /// <summary>The place of an element in its array, from 0.</summary>
    public int Position
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
