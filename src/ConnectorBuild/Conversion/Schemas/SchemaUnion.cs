using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>A branch of <c>oneOf</c> or <c>anyOf</c>.</summary>
/// <param name="Source">The branch in the document.</param>
/// <param name="Schema">The branch, converted.</param>
internal readonly record struct UnionBranch(SourceNode Source, DraftObject Schema);

/// <summary>Makes one schema of the branches of <c>oneOf</c> or <c>anyOf</c>.</summary>
internal sealed class SchemaUnion(LossList losses, ConversionBudget budget)
{
    private const int NamedBranches = 12;

    /// <summary>Merges branches, and says whether something is lost by that.</summary>
    /// <param name="branches">The branches, those for null excepted; two or more.</param>
    /// <param name="at">The list of branches in the document.</param>
    public (DraftObject Schema, bool IsLoss) Merge(IReadOnlyList<UnionBranch> branches, SourceNode at)
    {
        if (SchemaEnumUnion.Of(branches, at, losses) is { } values)
        {
            return (values, false);
        }

        List<DraftObject> schemas = [.. branches.Select(b => b.Schema)];
        return AreSame(schemas) ? (schemas[0], false) : (Either(schemas, at), true);
    }

    /// <summary>Reports that a choice becomes one schema.</summary>
    /// <param name="branches">The branches in the document.</param>
    /// <param name="union">What the branches became.</param>
    /// <param name="whole">The schema around the choice, with what became of the choice.</param>
    /// <param name="at">The list of branches in the document.</param>
    public void Report(IReadOnlyList<SourceNode> branches, DraftObject union, DraftObject whole, SourceNode at)
    {
        var names = string.Join(", ", branches.Take(NamedBranches).Select(b => $"'{BranchName.Of(b)}'"))
            + (branches.Count > NamedBranches ? $" and {branches.Count - NamedBranches} more" : "");
        losses.Add(
            ConversionRules.Union, at, $"Swagger 2.0 has no \"{at.Name}\" and cannot say that a value is one of {names}", Instead(union, whole),
            "select one branch by an overlay where the connector needs only that");
    }

    private static string Instead(DraftObject union, DraftObject whole)
    {
        var (type, written) = (TypeOf(union), TypeOf(whole));
        return type == "object" && written == type && union.Has("properties")
            ? "it becomes one object with the properties of all, of which those are required that every branch requires"
            : whole.Has("properties") ? "the properties around it stay, and the choice is left out"
            : type is not null && written == type ? $"it becomes one value of the type {type}"
            : written is not null ? $"the type {written} beside it stays, and the choice is left out"
            : "the choice is left out and allows any value";
    }

    // All schemas at once: one after the other, what has come together would be looked through again for each of ten thousand branches.
    private DraftObject Either(List<DraftObject> schemas, SourceNode at)
    {
        var (first, either) = (schemas[0], new DraftObject(at));
        Shared(schemas, either, "title");
        if (first["description"] is { } description)
        {
            either.Set("description", description);
        }

        if (schemas.Select(s => s["x-nullable"]).FirstOrDefault(n => n is not null) is { } nullable)
        {
            either.Set("x-nullable", nullable);
        }

        if (CommonType(schemas) is not { } type || schemas.Exists(s => s.Has("$ref")))
        {
            return either;
        }

        either.Set("type", type, at);
        Shared(
            schemas, either, "format", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
            "multipleOf", "minItems", "maxItems", "uniqueItems", "readOnly");
        if (schemas.TrueForAll(s => s.Has("enum")))
        {
            either.Set("enum", SchemaEnumUnion.Values(schemas.SelectMany(s => DraftView.ItemsOf(s["enum"])), first["enum"]!.Origin));
        }

        if (type == "array")
        {
            List<DraftObject> items = [.. schemas.Select(s => s["items"] as DraftObject ?? new DraftObject(at))];
            either.Set("items", AreSame(items) ? items[0] : Either(items, at), at);
        }
        else if (type == "object")
        {
            Objects(schemas, either, at);
        }

        return either;
    }

    private void Objects(List<DraftObject> schemas, DraftObject either, SourceNode at)
    {
        var required = DraftView.ItemsOf(schemas[0]["required"]).ToList();
        foreach (var schema in schemas.Skip(1).TakeWhile(_ => required.Count > 0))
        {
            var names = DraftView.ItemsOf(schema["required"]).Select(DraftView.TextOf).ToHashSet(StringComparer.Ordinal);
            required.RemoveAll(r => !names.Contains(DraftView.TextOf(r)));
        }

        if (required.Count > 0)
        {
            var both = new DraftList(at);
            both.Items.AddRange(required);
            either.Set("required", both, schemas[0]["required"]!.Origin);
        }

        if (schemas.Exists(s => s["properties"] is DraftObject))
        {
            either.Set("properties", Properties([.. schemas.Select(s => s["properties"]).OfType<DraftObject>()], at), at);
        }

        Shared(schemas, either, "additionalProperties", "minProperties", "maxProperties");
    }

    private DraftObject Properties(List<DraftObject> objects, SourceNode at)
    {
        var values = new OrderedDictionary<string, List<DraftMember>>(StringComparer.Ordinal);
        foreach (var property in objects.SelectMany(o => o.Members))
        {
            budget.Spend(1, at);
            if (values.TryGetValue(property.Name, out var there))
            {
                there.Add(property);
            }
            else
            {
                values.Add(property.Name, [property]);
            }
        }

        var all = new DraftObject(at);
        foreach (var (name, found) in values)
        {
            List<DraftObject> schemas = [.. found.Select(f => f.Value).OfType<DraftObject>()];
            var value = schemas.Count < found.Count || AreSame(schemas) ? found[^1].Value : Either(schemas, at);
            all.Set(name, value, found[^1].NameOrigin);
        }

        return all;
    }

    private static bool AreSame(List<DraftObject> schemas) => schemas.TrueForAll(s => DraftView.Same(schemas[0], s));

    private static void Shared(List<DraftObject> schemas, DraftObject either, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (schemas[0][name] is { } value && schemas.TrueForAll(s => s[name] is { } other && DraftView.Same(value, other)))
            {
                either.Set(name, value);
            }
        }
    }

    private static string? CommonType(List<DraftObject> schemas)
    {
        var types = schemas.Select(TypeOf).Distinct().ToList();
        return types.Count == 1 ? types[0] : types.TrueForAll(t => t is "integer" or "number") ? "number" : null;
    }

    private static string? TypeOf(DraftObject schema) =>
        DraftView.TextOf(schema["type"])
        ?? (schema.Has("properties") || schema.Has("required") || schema["additionalProperties"] is DraftObject ? "object" : null);
}
