namespace ConnectorBuild.LocalCloud.OData;

/// <summary>A property or column as a query sees it.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Kind">The kind of its value, or of each of its values.</param>
/// <param name="Type">The type's name for messages, for example <c>Edm.String</c>.</param>
internal sealed record ODataProperty(string Name, ODataKind Kind, string Type)
{
    /// <summary>Whether it holds a list.</summary>
    public bool IsCollection { get; init; }

    /// <summary>What its objects have; null for plain values.</summary>
    public ODataModel? Model { get; init; }

    /// <summary>Whether <c>$filter</c> may name it.</summary>
    public bool IsFilterable { get; init; } = true;
}
