using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>Rows of another set that a row leads to.</summary>
/// <param name="Model">What they have.</param>
/// <param name="IsCollection">Whether they are several.</param>
/// <param name="Follow">The rows.</param>
internal sealed record ODataNavigation(ODataModel Model, bool IsCollection, Func<JsonObject, IEnumerable<JsonObject>> Follow);

/// <summary>What a query may name.</summary>
/// <param name="type">The type's name for messages, for example <c>microsoft.graph.application</c>.</param>
/// <param name="properties">The properties by name.</param>
/// <param name="isElsewhere">Whether the real service has a name that is not among them.</param>
/// <param name="navigate">What a name leads to, or null.</param>
internal sealed class ODataModel(
    string type,
    IReadOnlyDictionary<string, ODataProperty> properties,
    Func<string, bool>? isElsewhere = null,
    Func<string, ODataNavigation?>? navigate = null)
{
    /// <summary>The type's name for messages.</summary>
    public string Type { get; } = type;

    /// <summary>The property of a name.</summary>
    /// <exception cref="QueryException">There is none, or it is not modelled.</exception>
    public ODataProperty Property(string name) => properties.TryGetValue(name, out var property) ? property
        : isElsewhere?.Invoke(name) ?? false ? throw QueryException.NotModelled($"the property '{name}' of {Type}")
        : throw QueryException.Invalid($"Could not find a property named '{name}' on type '{Type}'.");

    /// <summary>What a name leads to, or null.</summary>
    public ODataNavigation? Navigation(string name) => navigate?.Invoke(name);
}
