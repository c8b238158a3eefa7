namespace ConnectorBuild.Definition;

/// <summary>One value in the flat array of a <see cref="SourceDocument"/>: 28 bytes, everything else stays in the text.</summary>
internal struct NodeRecord
{
    /// <summary>Offset of the value's first byte (a quote or bracket included).</summary>
    public int Start;

    /// <summary>Offset behind the value's last byte.</summary>
    public int End;

    /// <summary>Offset of the first byte of the member's name, behind its quote; -1 for an element of an array and the root.</summary>
    public int NameStart;

    /// <summary>Length of the name in bytes, without quotes, escapes as written.</summary>
    public int NameLength;

    /// <summary>Index of the object or array around it; -1 for the root.</summary>
    public int Parent;

    /// <summary>Index of the first node behind this one and all that it holds.</summary>
    public int Next;

    public Keyword Keyword;

    public NodeKind Kind;

    public NodeFlags Flags;
}

[Flags]
internal enum NodeFlags : byte
{
    None = 0,

    /// <summary>The value is a string with escapes.</summary>
    EscapedValue = 1,

    /// <summary>The name has escapes.</summary>
    EscapedName = 2,

    /// <summary>A later member of the same object has the same name, so this one does not count.</summary>
    Shadowed = 4,

    /// <summary>The name is written without quotes.</summary>
    BareName = 8,
}
