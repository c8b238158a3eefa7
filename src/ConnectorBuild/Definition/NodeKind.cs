namespace ConnectorBuild.Definition;

/// <summary>The kind of a JSON value.</summary>
internal enum NodeKind : byte
{
    /// <summary>There is no such value.</summary>
    Missing,
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}
