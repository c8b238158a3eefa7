using System.Text.Json.Nodes;

namespace ConnectorBuild.Cloud.Adoption;

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

    /// <summary>
    /// Divides what a document should become between its base and its patch: what the patch sets stays the patch's, everything else becomes the
    /// base's. A member of the patch that need not change stays as the author wrote it.
    /// </summary>
    /// <param name="original">The base.</param>
    /// <param name="patch">The patch over it.</param>
    /// <param name="wanted">What the two should give.</param>
    public static (JsonObject Base, JsonObject Patch) Divide(JsonObject original, JsonObject patch, JsonObject wanted)
    {
        var (newBase, newPatch) = ((JsonObject)original.DeepClone(), (JsonObject)patch.DeepClone());
        foreach (var name in original.Concat(patch).Concat(wanted).Select(m => m.Key).Distinct().ToList())
        {
            var isThere = original.TryGetPropertyValue(name, out var was);
            var isWanted = wanted.TryGetPropertyValue(name, out var becomes);
            if (!patch.TryGetPropertyValue(name, out var change))
            {
                Set(newBase, name, isWanted, was, becomes);
            }
            else if (change is JsonObject inner && becomes is JsonObject wantedInner)
            {
                // What the patch adds as a whole is not taken apart.
                var (innerBase, innerPatch) = was is JsonObject wasInner ? Divide(wasInner, inner, wantedInner) : (null, Create([], wantedInner));
                if (innerBase is not null)
                {
                    Set(newBase, name, isWanted: true, was, innerBase);
                }

                Set(newPatch, name, innerPatch.Count > 0 || innerBase is null, change, innerPatch);
            }
            else if (!isWanted)
            {
                Set(newPatch, name, isThere, change, null);
            }
            else
            {
                var value = becomes is JsonObject whole ? Create(was as JsonObject ?? [], whole) : becomes;
                Set(newPatch, name, !JsonNode.DeepEquals(was, becomes) || JsonNode.DeepEquals(change, becomes), change, value);
            }
        }

        return (newBase, newPatch);
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

    // A value that stays is not written anew, so that its members keep their order.
    private static void Set(JsonObject target, string name, bool isWanted, JsonNode? was, JsonNode? becomes)
    {
        if (!isWanted)
        {
            target.Remove(name);
        }
        else if (!target.ContainsKey(name) || !JsonNode.DeepEquals(was, becomes))
        {
            target[name] = becomes?.DeepClone();
        }
    }
}
