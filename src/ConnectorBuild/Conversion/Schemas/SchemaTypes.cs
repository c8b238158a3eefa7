using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>
/// The type of a schema. Until a schema is finished, <c>type</c> may be a list, as in JSON Schema: another part can still choose one of its names.
/// </summary>
internal static class SchemaTypes
{
    /// <summary>What both parts allow: the names that they share. An integer is a number. Null: no value is of both.</summary>
    public static Draft? Common(Draft first, Draft second)
    {
        var (a, b) = (NamesOf(first), NamesOf(second));
        if (a.All(n => Allows(b, n)))
        {
            return first;
        }

        if (b.All(n => Allows(a, n)))
        {
            return second;
        }

        var shared = a.Where(n => Allows(b, n)).ToList();
        return shared.Count == 0 ? null
            : shared.Count == 1 ? Draft.Text(shared[0], second.Origin)
            : DraftList.Texts(shared, second.Origin);
    }

    /// <summary>The type that a schema says or, by its keywords, means, as a draft; null where any is allowed.</summary>
    public static Draft? Of(DraftObject schema) =>
        schema["type"] ?? (ByKeywords(schema) is { } type ? Draft.Text(type, schema.Origin) : null);

    /// <summary>The one type to write, or null. Of a list of types, the keywords beside it can tell which one is meant.</summary>
    public static string? Choose(DraftObject schema, LossList losses)
    {
        var byValues = SchemaEnum.TypeOf(DraftView.ItemsOf(schema["enum"]));
        var inferred = ByKeywords(schema) ?? byValues;
        if (schema["type"] is not { } given)
        {
            return inferred;
        }

        var names = NamesOf(given);
        if (names.Count == 1)
        {
            return names[0];
        }

        var chosen = inferred is not null && Allows(names, inferred) ? inferred : null;
        if (chosen is null || chosen != byValues)
        {
            losses.Add(
                ConversionRules.SeveralTypes, given.Origin,
                $"The value may be of the types {string.Join(", ", names)}, and Swagger 2.0 has one type a value",
                chosen is null ? "values of any type are allowed" : $"it is of the type {chosen}, as the keywords beside the types say",
                "give one type by an overlay");
        }

        return chosen;
    }

    private static string? ByKeywords(DraftObject schema) =>
        schema.Has("properties") || schema["additionalProperties"] is DraftObject ? "object"
        : schema.Has("items") ? "array"
        : null;

    private static List<string> NamesOf(Draft type) =>
        DraftView.TextOf(type) is { } one ? [one] : [.. DraftView.ItemsOf(type).Select(i => DraftView.TextOf(i)!)];

    private static bool Allows(List<string> names, string name) => names.Contains(name) || (name == "integer" && names.Contains("number"));
}
