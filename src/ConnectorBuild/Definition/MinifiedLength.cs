using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>How long a value is without blanks and comments, as it is stored.</summary>
internal static class MinifiedLength
{
    /// <summary>What the column <c>openapidefinition</c> takes by the current table reference, in characters.</summary>
    public const int DefinitionLimit = 1_000_000;

    /// <summary>The length in characters (UTF-16, as Dataverse counts). Escapes that storing resolves are counted as written.</summary>
    public static int Of(SourceNode value)
    {
        var document = value.Document;
        ref readonly var root = ref document.Nodes[value.Index];
        var bytes = 0L;
        var entries = 0;
        for (var index = value.Index; index < root.Next; index++)
        {
            ref readonly var node = ref document.Nodes[index];
            bytes += node.Kind is NodeKind.Object or NodeKind.Array ? 2 : node.End - node.Start;
            if (index == value.Index)
            {
                continue;
            }

            bytes += node.NameStart >= 0 ? node.NameLength + 3 : 0;
            entries += node.Parent == index - 1 ? 0 : 1;
        }

        // A comma between each two entries, and no more UTF-16 units than there are in the text.
        var span = document.Text.Span[root.Start..root.End];
        var nonAscii = Ascii.IsValid(span) ? 0 : span.Length - Encoding.UTF8.GetCharCount(span);
        return (int)(bytes + entries - nonAscii);
    }
}
