using System.Globalization;
using System.Text;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>
/// A value in a <see cref="SourceDocument"/>, or none: what is not there answers every question like an empty value, so that a rule can reach
/// for <c>operation[Responses]["200"]</c> without asking at each step.
/// </summary>
internal readonly partial struct SourceNode(SourceDocument? document, int index) : IEquatable<SourceNode>
{
    /// <summary>The document; only for a node that <see cref="Exists"/>.</summary>
    public SourceDocument Document => document!;

    /// <summary>The place in the flat array.</summary>
    public int Index => index;

    public bool Exists => document is not null;

    public NodeKind Kind => document is null ? NodeKind.Missing : document.Nodes[index].Kind;

    public bool IsObject => Kind == NodeKind.Object;

    public bool IsArray => Kind == NodeKind.Array;

    public bool IsString => Kind == NodeKind.String;

    public bool IsNumber => Kind == NodeKind.Number;

    public bool IsNull => Kind == NodeKind.Null;

    public bool IsTrue => Kind == NodeKind.True;

    public bool IsBoolean => Kind is NodeKind.True or NodeKind.False;

    /// <summary>The member's name as a keyword.</summary>
    public Keyword Keyword => document is null ? Keyword.None : document.Nodes[index].Keyword;

    public bool HasName => document is not null && document.Nodes[index].NameStart >= 0;

    /// <summary>The member's name; empty for an element of an array.</summary>
    public string Name => document is null ? "" : document.DecodeName(document.Nodes[index]);

    /// <summary>The name's bytes as written, escapes included.</summary>
    public ReadOnlySpan<byte> RawName => document is null ? default : document.RawName(document.Nodes[index]);

    /// <summary>The value's bytes as written; a string's without quotes, escapes included.</summary>
    public ReadOnlySpan<byte> Raw => document is null ? default : document.RawValue(document.Nodes[index]);

    /// <summary>The text of a string; null for every other kind.</summary>
    public string? Text => IsString ? document!.DecodeValue(document.Nodes[index]) : null;

    /// <summary>Whether a string is not there or has only white space.</summary>
    public bool IsBlank => !IsString || (Raw is not [> 0x20 and < 0x80 and not (byte)'\\', ..] && string.IsNullOrWhiteSpace(Text));

    /// <summary>The place of the value in its file.</summary>
    public SourceLocation? Location => document is null ? null : document.Map.Locate(document.Nodes[index].Start, document.Nodes[index].End);

    /// <summary>The place of the member's name, quotes included; null for what has none.</summary>
    public SourceLocation? NameLocation
    {
        get
        {
            if (!HasName)
            {
                return null;
            }

            ref readonly var node = ref document!.Nodes[index];
            var quote = (node.Flags & NodeFlags.BareName) != 0 ? 0 : 1;
            return document.Map.Locate(node.NameStart - quote, node.NameStart + node.NameLength + quote);
        }
    }

    public SourceNode Parent => document is null || document.Nodes[index].Parent < 0 ? default : new(document, document.Nodes[index].Parent);

    /// <summary>The members or elements; names that a later one shadows are left out.</summary>
    public NodeChildren Children => new(document, index);

    /// <summary>The elements of an array; of anything else, none.</summary>
    public NodeChildren Elements => IsArray ? Children : default;

    /// <summary>The members of an object; of anything else, none.</summary>
    public NodeChildren Members => IsObject ? Children : default;

    /// <summary>How many members or elements there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var _ in Children)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>The member of an object.</summary>
    public SourceNode this[Keyword keyword]
    {
        get
        {
            if (IsObject)
            {
                var nodes = document!.Nodes;
                for (var child = index + 1; child < nodes[index].Next; child = nodes[child].Next)
                {
                    if (nodes[child].Keyword == keyword && (nodes[child].Flags & NodeFlags.Shadowed) == 0)
                    {
                        return new(document, child);
                    }
                }
            }

            return default;
        }
    }

    /// <summary>The member of an object by any name, keyword or not.</summary>
    public SourceNode this[string name]
    {
        get
        {
            if (IsObject)
            {
                foreach (var child in Children)
                {
                    if (child.NameEquals(name))
                    {
                        return child;
                    }
                }
            }

            return default;
        }
    }

    /// <summary>The member whose name is equal but for case.</summary>
    public SourceNode FindIgnoringCase(string name)
    {
        if (IsObject)
        {
            foreach (var child in Children)
            {
                if (child.RawName.Length == name.Length && string.Equals(child.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return child;
                }
            }
        }

        return default;
    }

    public bool NameEquals(string name)
    {
        if (document is null)
        {
            return false;
        }

        ref readonly var node = ref document.Nodes[index];
        return (node.Flags & NodeFlags.EscapedName) != 0
            ? document.DecodeName(node) == name
            : Utf8Equals(document.RawName(node), name);
    }

    /// <summary>Whether this is a string with escapes.</summary>
    public bool HasEscapes => IsString && (document!.Nodes[index].Flags & NodeFlags.EscapedValue) != 0;

    /// <summary>Whether two scalars are equal: of one kind, and the same text but for escapes; numbers as they are written.</summary>
    public bool SameValue(SourceNode other)
    {
        if (Kind != other.Kind)
        {
            return false;
        }

        return HasEscapes || other.HasEscapes ? Text == other.Text : Raw.SequenceEqual(other.Raw);
    }

    /// <summary>Whether this is a string with that text.</summary>
    public bool TextEquals(string value)
    {
        if (!IsString)
        {
            return false;
        }

        ref readonly var node = ref document!.Nodes[index];
        return (node.Flags & NodeFlags.EscapedValue) != 0
            ? document.DecodeValue(node) == value
            : Utf8Equals(document.RawValue(node), value);
    }

    /// <summary>The value of a number; null for what is not a number or too large for a double.</summary>
    public double? Number => IsNumber
        && double.TryParse(Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    public bool Equals(SourceNode other) => ReferenceEquals(document, other.Exists ? other.Document : null) && index == other.Index;

    public static bool operator ==(SourceNode left, SourceNode right) => left.Equals(right);

    public static bool operator !=(SourceNode left, SourceNode right) => !left.Equals(right);

    public override bool Equals(object? obj) => obj is SourceNode other && Equals(other);

    public override int GetHashCode() => index;

    private static bool Utf8Equals(ReadOnlySpan<byte> utf8, string text)
    {
        // ASCII has as many bytes as characters; everything else has more.
        return utf8.Length == text.Length
            ? Ascii.Equals(utf8, text)
            : utf8.Length > text.Length && !Ascii.IsValid(text) && Encoding.UTF8.GetString(utf8) == text;
    }
}
