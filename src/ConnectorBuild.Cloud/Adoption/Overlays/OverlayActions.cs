using System.Text.Json.Nodes;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Cloud.Adoption.Overlays;

/// <summary>
/// The actions of an overlay. Lists that are replaced are removed first, because an update appends to a list; elements are removed last, the
/// highest index first, so that the indexes of the others stay true.
/// </summary>
internal sealed class OverlayActions
{
    private readonly List<string> _replaced = [];
    private readonly Dictionary<string, JsonObject> _updates = new(StringComparer.Ordinal);
    private readonly List<SourceNode> _removed = [];

    public bool IsEmpty => _replaced.Count + _updates.Count + _removed.Count == 0;

    /// <summary>Gives a member of an object of the document a value.</summary>
    public void Set(SourceNode target, string name, JsonNode? value)
    {
        if (target[name] is { IsArray: true } or { IsObject: true })
        {
            _replaced.Add(TargetPath.Of(target[name]));
        }

        Update(target)[name] = value?.DeepClone();
    }

    /// <summary>Adds members to what an object of the document has: objects merge, lists grow.</summary>
    public void Merge(SourceNode target, JsonObject members) => Merge(Update(target), members);

    /// <summary>Removes a value of the document.</summary>
    public void Remove(SourceNode target) => _removed.Add(target);

    /// <summary>The actions as an overlay has them.</summary>
    public JsonArray ToJson() =>
    [
        .. _replaced.Distinct(StringComparer.Ordinal).Select(JsonNode (t) => new JsonObject { ["target"] = t, ["remove"] = true }),
        .. _updates.Select(JsonNode (u) => new JsonObject { ["target"] = u.Key, ["update"] = u.Value.DeepClone() }),
        .. _removed.Distinct().OrderByDescending(n => n.Index)
            .Select(JsonNode (n) => new JsonObject { ["target"] = TargetPath.Of(n), ["remove"] = true }),
    ];

    private JsonObject Update(SourceNode target)
    {
        var path = TargetPath.Of(target);
        if (!_updates.TryGetValue(path, out var update))
        {
            _updates[path] = update = [];
        }

        return update;
    }

    private static void Merge(JsonObject target, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            switch (target[name], value)
            {
                case (JsonObject there, JsonObject here):
                    Merge(there, here);
                    break;
                case (JsonArray there, JsonArray here):
                    foreach (var item in here)
                    {
                        there.Add(item?.DeepClone());
                    }

                    break;
                default:
                    target[name] = value?.DeepClone();
                    break;
            }
        }
    }
}
