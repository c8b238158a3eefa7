using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Expressions;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary><c>convertarraytoobject</c>, <c>convertobjecttoarray</c>, <c>stringtoarray</c>.</summary>
internal static class CollectionPolicies
{
    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        new("convertarraytoobject", TemplateSections.Declared, ArrayToObject,
            "each element if the parent is a collection; `retainKey` is `true` if absent; a key that occurs twice: setting "
                + "`duplicateKeys`", "DOC; duplicate keys: UNKNOWN"),
        new(
            "convertobjecttoarray", TemplateSections.Declared, ObjectToArray, "`keyName` and `valueName` are `key` and `value` if absent",
            "DOC; collections: INFERRED"),
        new("stringtoarray", TemplateSections.Declared, StringToArray,
            "elements are objects with the one property `childPropertyName`; each character of `delimiterList` counts (setting "
                + "`delimitersAreOneText`)", "DOC; several delimiters: UNKNOWN"),
    ];

    private static void ArrayToObject(PolicyInstance policy, PolicyCall call)
    {
        var keyPath = PropertyPath.Parse(policy.Required("keyWithinCollectionPath")).Segments;
        var retains = !bool.TryParse(policy.Find("retainKey"), out var value) || value;
        BodyParts.Convert(policy, call, source =>
        {
            if (source is not JsonArray array)
            {
                throw new ExpressionException("what is to become an object is not a list");
            }

            var result = new JsonObject();
            foreach (var element in array)
            {
                var key = TemplateText.Text(
                    PropertyPath.Follow(element, keyPath)
                        ?? throw new ExpressionException($"an element has no '{policy.Find("keyWithinCollectionPath")}'"));
                var copy = element!.DeepClone();
                if (!retains && keyPath.Count == 1)
                {
                    copy.AsObject().Remove(keyPath[0]);
                }

                Add(result, key, copy, call.Options.DuplicateKeys);
            }

            return result;
        });
    }

    private static void Add(JsonObject result, string key, JsonNode value, DuplicateKeys duplicates)
    {
        if (!result.ContainsKey(key) || duplicates == DuplicateKeys.Last)
        {
            result[key] = value;
        }
        else if (duplicates == DuplicateKeys.Fail)
        {
            throw new ExpressionException($"two elements have the key '{key}'");
        }
    }

    private static void ObjectToArray(PolicyInstance policy, PolicyCall call)
    {
        var (key, value) = (policy.Find("keyName") ?? "key", policy.Find("valueName") ?? "value");
        BodyParts.Convert(policy, call, source => source is JsonObject o
            ? new JsonArray([.. o.Select(p => (JsonNode)new JsonObject { [key] = p.Key, [value] = p.Value?.DeepClone() })])
            : throw new ExpressionException("what is to become a list is not an object"));
    }

    private static void StringToArray(PolicyInstance policy, PolicyCall call)
    {
        var delimiters = policy.Required("delimiterList");
        var child = policy.Required("childPropertyName");
        BodyParts.Convert(policy, call, source =>
        {
            var text = TemplateText.Text(source);
            var parts = call.Options.DelimitersAreOneText ? text.Split(delimiters) : text.Split(delimiters.ToCharArray());
            return new JsonArray([.. parts.Select(p => (JsonNode)new JsonObject { [child] = p })]);
        });
    }
}
