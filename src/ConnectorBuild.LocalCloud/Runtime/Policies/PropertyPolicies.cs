using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Runtime.Expressions;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary><c>setproperty</c>, <c>moveproperties</c>.</summary>
internal static class PropertyPolicies
{
    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        new("setproperty", TemplateSections.Declared, SetProperty,
            "overwrites; each element if the parent is a collection; a value that is a JSON object or list is set as such, everything "
                + "else as text", "DOC; what is parsed: INFERRED"),
        new(
            "moveproperties", TemplateSections.Declared, MoveProperties, "moves the members of one object into another",
            "one published connector; INFERRED"),
    ];

    private static void SetProperty(PolicyInstance policy, PolicyCall call)
    {
        var parentPath = PropertyPath.Parse(policy.Required("newPropertyParentPathTemplate"));
        var sub = PropertyPath.Parse(policy.Required("newPropertySubPathTemplate"));
        var template = Unquoted(policy.Required("propertyValuePathTemplate").Trim());
        if (sub.Segments.Count == 0)
        {
            throw new ExpressionException("newPropertySubPathTemplate names no property");
        }

        var root = call.Body.Json ?? new JsonObject();
        foreach (var element in BodyParts.Elements(PropertyPath.Follow(root, parentPath.Segments)))
        {
            if (element is null)
            {
                throw new ExpressionException($"'{policy.Find("newPropertyParentPathTemplate")}' is null or missing in the body");
            }

            PropertyPath.Put(element, sub.Segments, Value(TemplateText.EvaluateNode(template, call.Scope.With(element))));
        }

        call.Body.Set(root);
    }

    private static JsonNode? Value(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String
            || value.GetValue<string>().TrimStart() is not ['[' or '{', ..] text)
        {
            return node;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return node;
        }
    }

    private static string Unquoted(string text) => text is ['\'', .. var inner, '\''] && inner.Contains('@', StringComparison.Ordinal) ? inner : text;

    private static void MoveProperties(PolicyInstance policy, PolicyCall call)
    {
        var root = call.Body.Json;
        var source = Find(root, policy.Required("srcParentPath"), policy.Find("srcSubPath"), out var owner, out var name);
        var target = Find(root, policy.Required("dstParentPath"), policy.Find("dstSubPath"), out _, out _) as JsonObject;
        if (source is not JsonObject from || target is null)
        {
            call.Notes.Add($"The policy '{policy.Title}' found no object to move and left the body as it is.");
            return;
        }

        owner?.AsObject().Remove(name);
        if (bool.TryParse(policy.Find("copyOnlySubProperties"), out var onlySub) && onlySub)
        {
            foreach (var (key, value) in from.ToList())
            {
                target[key] = value?.DeepClone();
            }
        }
        else
        {
            target[name] = from.DeepClone();
        }

        call.Body.Set(root);
    }

    private static JsonNode? Find(JsonNode? root, string parentPath, string? subPath, out JsonNode? owner, out string name)
    {
        IReadOnlyList<string> segments = [.. PropertyPath.Parse(parentPath).Segments, .. PropertyPath.Parse(subPath).Segments];
        owner = segments.Count == 0 ? null : PropertyPath.Follow(root, [.. segments.SkipLast(1)]);
        name = segments.Count == 0 ? "" : segments[^1];
        return segments.Count == 0 ? root : PropertyPath.Member(owner, name);
    }
}
