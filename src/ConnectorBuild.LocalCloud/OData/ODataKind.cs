namespace ConnectorBuild.LocalCloud.OData;

/// <summary>The kinds of values, as far as comparing differs.</summary>
internal enum ODataKind
{
    Text,
    Number,
    Boolean,
    Guid,
    Time,

    /// <summary>Objects, and what cannot be compared.</summary>
    Complex,
}
