using ConnectorBuild.LocalCloud.OData;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>What a client may do with a property.</summary>
internal enum PropertyUse
{
    /// <summary>Set it.</summary>
    Write,

    /// <summary>Read it; setting it is refused as in the real service.</summary>
    Read,

    /// <summary>Set it in the real service, not here: 501.</summary>
    Elsewhere,
}

/// <summary>A property of a type of Microsoft Graph.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Type">The type as the metadata names it, without its namespace: <c>String</c>, <c>Guid</c>, <c>appRole</c>,
/// <c>Collection(String)</c>.</param>
/// <param name="Use">What a client may do with it.</param>
internal sealed record GraphProperty(string Name, string Type, PropertyUse Use = PropertyUse.Write)
{
    private const string Collection = "Collection(";

    /// <summary>The most characters of a text; 0 without a limit.</summary>
    public int MaxLength { get; init; }

    /// <summary>The texts that it takes; empty for all.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether its texts must be GUIDs.</summary>
    public bool IsGuidText { get; init; }

    /// <summary>Whether an object must have it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether <c>$filter</c> may name it.</summary>
    public bool IsFilterable { get; init; } = true;

    /// <summary>Whether it holds a list.</summary>
    public bool IsCollection => Type.StartsWith(Collection, StringComparison.Ordinal);

    /// <summary>The type of its value, or of each of its values.</summary>
    public string ItemType => IsCollection ? Type[Collection.Length..^1] : Type;

    /// <summary>The property as a query sees it.</summary>
    public ODataProperty ToOData() => ItemType switch
    {
        "String" => New(ODataKind.Text),
        "Int32" => New(ODataKind.Number),
        "Boolean" => New(ODataKind.Boolean),
        "Guid" => New(ODataKind.Guid),
        "DateTimeOffset" => New(ODataKind.Time),
        "Binary" or "Duration" or "Json" or "Stream" => New(ODataKind.Complex),
        _ => new ODataProperty(Name, ODataKind.Complex, $"microsoft.graph.{ItemType}")
        {
            IsCollection = IsCollection,
            IsFilterable = IsFilterable,
            Model = GraphTypes.Of(ItemType).Model,
        },
    };

    private ODataProperty New(ODataKind kind) => new(Name, kind, $"Edm.{ItemType}") { IsCollection = IsCollection, IsFilterable = IsFilterable };
}
