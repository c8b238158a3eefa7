using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>
/// A JSON document with the place of every name and value. The values are in one flat array and point into the UTF-8 text; strings are decoded
/// when somebody asks for them. Immutable.
/// </summary>
internal sealed class SourceDocument(SourceMap map, ReadOnlyMemory<byte> text, NodeRecord[] nodes, NotedNodes noted, bool isStrict)
{
    /// <summary>The text that the nodes point into: UTF-8 without BOM.</summary>
    public ReadOnlyMemory<byte> Text { get; } = text;

    /// <summary>Where the text comes from.</summary>
    public SourceMap Map { get; } = map;

    /// <summary>Whether the text is strict JSON as it stands.</summary>
    public bool IsStrict { get; } = isStrict;

    /// <summary>The values in the order of the text; every container before what it holds.</summary>
    public NodeRecord[] Nodes { get; } = nodes;

    /// <summary>The nodes called <c>$ref</c>, in order.</summary>
    public ReadOnlySpan<int> References => noted.References;

    /// <summary>The nodes called <c>x-ms-notification-url</c>, in order.</summary>
    public ReadOnlySpan<int> NotificationUrls => noted.NotificationUrls;

    /// <summary>The nodes whose names begin with <c>x-ms-</c> and are not keywords, in order.</summary>
    public ReadOnlySpan<int> OtherExtensions => noted.OtherExtensions;

    /// <summary>The references inside a value.</summary>
    public ReadOnlySpan<int> ReferencesIn(SourceNode value)
    {
        var (from, to) = (References.BinarySearch(value.Index), References.BinarySearch(Nodes[value.Index].Next));
        return References[(from < 0 ? ~from : from)..(to < 0 ? ~to : to)];
    }

    /// <summary>The outermost value.</summary>
    public SourceNode Root => new(this, 0);

    /// <summary>Bytes held for as long as the document lives, the text included; the lines that positions are counted from come later.</summary>
    public long HeldBytes => Text.Length + (Nodes.LongLength * System.Runtime.CompilerServices.Unsafe.SizeOf<NodeRecord>());

    /// <summary>The bytes of a name as written: without quotes, with escapes.</summary>
    public ReadOnlySpan<byte> RawName(in NodeRecord node) =>
        node.NameStart < 0 ? default : Text.Span.Slice(node.NameStart, node.NameLength);

    /// <summary>The bytes of a value as written; a string's without its quotes.</summary>
    public ReadOnlySpan<byte> RawValue(in NodeRecord node) => node.Kind == NodeKind.String
        ? Text.Span[(node.Start + 1)..(node.End - 1)]
        : Text.Span[node.Start..node.End];

    /// <summary>The text of a name.</summary>
    public string DecodeName(in NodeRecord node)
    {
        var raw = RawName(node);
        return (node.Flags & NodeFlags.EscapedName) == 0 ? Encoding.UTF8.GetString(raw) : JsonEscapes.Decode(raw);
    }

    /// <summary>The text of a string value.</summary>
    public string DecodeValue(in NodeRecord node)
    {
        var raw = RawValue(node);
        return (node.Flags & NodeFlags.EscapedValue) == 0 ? Encoding.UTF8.GetString(raw) : JsonEscapes.Decode(raw);
    }
}
