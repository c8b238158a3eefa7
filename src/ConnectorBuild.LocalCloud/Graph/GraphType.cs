using ConnectorBuild.LocalCloud.OData;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>A type of Microsoft Graph: an entity, or what a property of an entity holds.</summary>
/// <param name="name">The name without its namespace, for example <c>application</c>.</param>
/// <param name="properties">All properties of the real type.</param>
internal sealed class GraphType(string name, params IReadOnlyList<GraphProperty> properties)
{
    private readonly Dictionary<string, GraphProperty> _byName = properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
    private ODataModel? _model;

    /// <summary>The name without its namespace.</summary>
    public string Name { get; } = name;

    /// <summary>All properties of the real type.</summary>
    public IReadOnlyList<GraphProperty> Properties { get; } = properties;

    /// <summary>The type as queries see it.</summary>
    public ODataModel Model => _model ??= new ODataModel($"microsoft.graph.{Name}", Properties.ToDictionary(p => p.Name, p => p.ToOData()));

    /// <summary>The property of a name, or null.</summary>
    public GraphProperty? Find(string property) => _byName.GetValueOrDefault(property);
}
