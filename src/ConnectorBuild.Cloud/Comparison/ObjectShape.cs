using System.Text.Json;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>The properties of a schema, those of what it is composed of (<c>allOf</c>) included.</summary>
internal static class ObjectShape
{
    private const int MaxDepth = 16;

    /// <summary>Each property with its schema, and whether it is required.</summary>
    public static IReadOnlyDictionary<string, (JsonElement Schema, bool IsRequired)> Of(DefinitionView definition, JsonElement schema)
    {
        var required = new HashSet<string>(StringComparer.Ordinal);
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        Collect(definition, schema, required, properties, [], 0);
        return properties.ToDictionary(p => p.Key, p => (p.Value, required.Contains(p.Key)), StringComparer.Ordinal);
    }

    private static void Collect(
        DefinitionView definition, JsonElement schema, HashSet<string> required, Dictionary<string, JsonElement> properties, HashSet<string> seen, int depth)
    {
        required.UnionWith(schema.Get("required").Elements().Select(e => e.Text()).OfType<string>());
        foreach (var (name, value) in schema.Get("properties").Members())
        {
            properties.TryAdd(name, value);
        }

        foreach (var part in schema.Get("allOf").Elements())
        {
            if (depth < MaxDepth && (DefinitionView.Reference(part, "definitions") is not { } reference || seen.Add(reference)))
            {
                Collect(definition, definition.Follow(part, "definitions"), required, properties, seen, depth + 1);
            }
        }
    }
}
