using System.Text.Json.Nodes;

namespace ConnectorBuild.Adoption;

/// <summary>JSON Merge Patches (RFC 7396): made from two documents, and applied.</summary>
internal static class MergePatch
{
    /// <summary>The patch that makes one object of another; empty when they are equal.</summary>
    public static JsonObject Create(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in from)
        {
            if (!to.TryGetPropertyValue(name, out var now))
            {
                patch[name] = null;
            }
            else if (value is JsonObject inner && now is JsonObject nowInner)
            {
                if (Create(inner, nowInner) is { Count: > 0 } change)
                {
                    patch[name] = change;
                }
            }
            else if (!JsonNode.DeepEquals(value, now))
            {
                patch[name] = now?.DeepClone();
            }
        }

        foreach (var (name, value) in to.Where(m => !from.ContainsKey(m.Key)))
        {
            patch[name] = value?.DeepClone();
        }

        return patch;
    }

    /// <summary>A document with a patch over it.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        foreach (var (name, change) in patch)
        {
            switch (change)
            {
                case null:
                    result.Remove(name);
                    break;
                case JsonObject inner:
                    result[name] = Apply(result[name] as JsonObject ?? [], inner);
                    break;
                default:
                    result[name] = change.DeepClone();
                    break;
            }
        }

        return result;
    }
}
