using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>A row, and the item of a collection that a lambda looks at.</summary>
internal readonly record struct FilterScope(JsonObject Row, JsonNode? Item);

/// <summary>A path to a value: <c>name</c>, <c>web/redirectUris</c>, <c>publisherid/uniquename</c>, or below a lambda's variable.</summary>
/// <param name="Property">The last property.</param>
/// <param name="Read">Reads it.</param>
internal sealed record FilterPath(ODataProperty Property, Func<FilterScope, JsonNode?> Read)
{
    private static readonly ODataProperty Count = new("$count", ODataKind.Number, "Edm.Int32");

    /// <summary>Finds what a path names.</summary>
    /// <param name="path">The path.</param>
    /// <param name="model">What rows have.</param>
    /// <param name="variable">The lambda's variable with the items that it stands for; null outside.</param>
    /// <exception cref="QueryException">There is none.</exception>
    public static FilterPath Find(string path, ODataModel model, (string Name, ODataProperty Items)? variable)
    {
        var steps = path.Split('/');
        FilterPath start;
        if (variable is var (name, items) && steps[0] == name)
        {
            start = new(items with { IsCollection = false, Name = name }, s => s.Item);
            return steps.Skip(1).Aggregate(start, Step);
        }

        if (steps.Length > 1 && model.Navigation(steps[0]) is { IsCollection: false } navigation)
        {
            var inner = Find(string.Join('/', steps.Skip(1)), navigation.Model, null);
            return inner with { Read = s => navigation.Follow(s.Row).FirstOrDefault() is { } row ? inner.Read(new FilterScope(row, null)) : null };
        }

        var first = model.Property(steps[0]);
        if (!first.IsFilterable)
        {
            throw QueryException.Invalid(
                $"Unsupported or invalid query filter clause specified for property '{first.Name}' of resource "
                    + $"'{model.Type.Split('.')[^1]}'.");
        }

        start = new(first, s => s.Row[steps[0]]);
        return steps.Skip(1).Aggregate(start, Step);
    }

    private static FilterPath Step(FilterPath path, string name)
    {
        if (name == "$count" && path.Property.IsCollection)
        {
            return new(Count, s => (path.Read(s) as JsonArray)?.Count ?? 0);
        }

        var property = path.Property is { IsCollection: false, Model: { } model }
            ? model.Property(name)
            : throw QueryException.Invalid($"Could not find a property named '{name}' on type '{path.Property.Type}'.");
        return new(property, s => (path.Read(s) as JsonObject)?[name]);
    }
}
