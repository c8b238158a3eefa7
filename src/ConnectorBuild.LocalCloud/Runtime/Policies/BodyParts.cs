using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Runtime.Expressions;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>
/// What policies on bodies share: a parent, a part of it, and where the result goes. If the parent is a collection, each of its elements
/// has the part.
/// </summary>
internal static class BodyParts
{
    /// <summary>Replaces or adds parts of the body.</summary>
    /// <param name="policy">The policy: <c>propertyParentPath</c>, <c>propertySubPath</c>, <c>newPropertyPath</c>.</param>
    /// <param name="call">The call.</param>
    /// <param name="convert">Makes the new part of the former one.</param>
    public static void Convert(PolicyInstance policy, PolicyCall call, Func<JsonNode, JsonNode?> convert)
    {
        var sub = PropertyPath.Parse(policy.Find("propertySubPath"));
        var target = PropertyPath.Parse(policy.Required("newPropertyPath"));
        var parentPath = PropertyPath.Parse(policy.Required("propertyParentPath"));
        var parent = PropertyPath.Follow(call.Body.Json, parentPath.Segments);
        var isWhole = sub.Segments.Count == 0;
        var isFound = false;
        foreach (var element in isWhole ? [parent] : Elements(parent))
        {
            if (PropertyPath.Follow(element, sub.Segments) is { } source)
            {
                isFound = true;
                Place(call, target, isWhole ? parentPath : null, element!, convert(source)?.DeepClone());
            }
        }

        if (!isFound)
        {
            call.Notes.Add(
                $"The policy '{policy.Title}' found nothing at '{policy.Find("propertyParentPath")}' "
                    + $"'{policy.Find("propertySubPath")}' and left the body as it is.");
        }
    }

    /// <summary>The elements of a collection, or the node itself.</summary>
    public static IReadOnlyList<JsonNode?> Elements(JsonNode? parent) => parent is JsonArray array ? [.. array.Where(e => e is not null)] : [parent];

    private static void Place(PolicyCall call, PropertyPath target, PropertyPath? whole, JsonNode element, JsonNode? value)
    {
        var root = call.Body.Json!;
        if (target.Root == PathRoot.Body || ReferenceEquals(element, root))
        {
            // A body that is a list has no members: the new one is an object with the result in it.
            root = target.Segments.Count == 0 ? value! : root is JsonObject ? root : new JsonObject();
            Put(root, target.Segments, value);
        }
        else if (target.Segments.Count > 0 && element is JsonObject)
        {
            PropertyPath.Put(element, target.Segments, value);
        }
        else if (whole is { Segments.Count: > 0 })
        {
            // The parent itself was converted, and the new path is beside it.
            Put(root, [.. whole.Segments.SkipLast(1), .. target.Segments.Count > 0 ? target.Segments : [whole.Segments[^1]]], value);
        }

        call.Body.Set(root);
    }

    private static void Put(JsonNode root, IReadOnlyList<string> segments, JsonNode? value)
    {
        if (segments.Count > 0)
        {
            PropertyPath.Put(root, segments, value);
        }
    }
}
