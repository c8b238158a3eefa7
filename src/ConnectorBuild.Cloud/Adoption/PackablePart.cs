using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>
/// What of an environment's differences from the base its patch can say, where the environment imports the package, which is the same for every
/// environment: the texts that packaging makes environment variables of. A patch of anything else does not build (CB6243).
/// </summary>
internal static class PackablePart
{
    /// <summary>The base with those differences, and whether there are others.</summary>
    /// <param name="isDefinition">Whether it is the definition or <c>apiProperties.json</c>.</param>
    /// <param name="from">The base.</param>
    /// <param name="to">The environment's document.</param>
    /// <param name="values">What the environment variables hold there: packaging put references in the place of values.</param>
    public static (JsonObject Document, bool HasOthers) Of(
        bool isDefinition, JsonObject from, JsonObject to, IReadOnlyDictionary<string, string> values)
    {
        var own = VariableReference.Find(from.ToJsonString()).SelectMany(r => VariableReference.Names(r.Value))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var there = to.DeepClone();
        VariableReference.Resolve(there, name => own.Contains(name) ? null : values.GetValueOrDefault(name));
        var hasOthers = false;
        return ((JsonObject)Part(from, there, "")!, hasOthers);

        JsonNode? Part(JsonNode? was, JsonNode? becomes, string pointer)
        {
            switch (was, becomes)
            {
                case (JsonObject a, JsonObject b):
                    hasOthers |= b.Any(m => !a.ContainsKey(m.Key)) || a.Any(m => !b.ContainsKey(m.Key));
                    return new JsonObject(a.Select(m => KeyValuePair.Create(
                        m.Key, b.TryGetPropertyValue(m.Key, out var value)
                            ? Part(m.Value, value, $"{pointer}/{JsonPointer.Escape(m.Key)}")
                            : m.Value?.DeepClone())));
                case (JsonArray a, JsonArray b) when a.Count == b.Count:
                    return new JsonArray([.. a.Zip(b).Select((pair, index) => Part(pair.First, pair.Second, $"{pointer}/{index}"))]);
                default:
                    var isSame = JsonNode.DeepEquals(was, becomes);
                    var isPackable = !isSame && Text(was) is { } a1 && Text(becomes) is { } b1
                        && PatchedValues.IsPackable(isDefinition, pointer, a1, b1);
                    hasOthers |= !isSame && !isPackable;
                    return (isPackable ? becomes : was)?.DeepClone();
            }
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
