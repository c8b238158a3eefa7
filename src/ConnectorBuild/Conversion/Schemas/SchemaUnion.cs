using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>A branch of <c>oneOf</c> or <c>anyOf</c>.</summary>
/// <param name="Name">How a message calls it.</param>
/// <param name="Schema">The branch, converted.</param>
internal readonly record struct UnionBranch(string Name, DraftObject Schema);

/// <summary>Makes one schema of the branches of <c>oneOf</c> or <c>anyOf</c>.</summary>
internal sealed class SchemaUnion(LossList losses, ConversionBudget budget)
{
    private const int NamedBranches = 12;

    /// <summary>How a message calls a branch.</summary>
    public static string NameOf(SourceNode branch)
    {
        if (branch[Keyword.Ref].Text is { } reference)
        {
            return ValueText.Shorten(JsonPointer.Unescape(reference[(reference.LastIndexOf('/') + 1)..]));
        }

        return branch[Keyword.Title].Text is { Length: > 0 } title ? ValueText.Shorten(title)
            : DeclaredType.Of(branch).Type is { } type ? type
            : branch["const"].Exists ? ValueText.Of(branch["const"])
            : branch[Keyword.Required] is { IsArray: true, Count: > 0 } required ? $"requires {Names(required)}"
            : "a schema without name";
    }

    private static string Names(SourceNode list)
    {
        var names = new List<string>();
        foreach (var name in list.Elements)
        {
            names.Add(name.Text ?? "");
        }

        return ValueText.Shorten(string.Join(", ", names));
    }

    /// <summary>Merges branches, and says whether something is lost by that.</summary>
    /// <param name="branches">The branches, those for null excepted; two or more.</param>
    /// <param name="at">The list of branches in the document.</param>
    public (DraftObject Schema, bool IsLoss) Merge(IReadOnlyList<UnionBranch> branches, SourceNode at)
    {
        if (SchemaEnumUnion.Of(branches, at, losses) is { } values)
        {
            return (values, false);
        }

        var schemas = branches.Select(b => b.Schema).ToList();
        var first = schemas[0];
        return schemas.Skip(1).All(s => DraftView.Same(first, s))
            ? (first, false)
            : (schemas.Skip(1).Aggregate(first, (a, b) => Either(a, b, at)), true);
    }

    /// <summary>Reports that a choice becomes one schema.</summary>
    /// <param name="branches">What the branches are called.</param>
    /// <param name="union">What the branches became.</param>
    /// <param name="whole">The schema around the choice, with what became of the choice.</param>
    /// <param name="at">The list of branches in the document.</param>
    public void Report(IReadOnlyList<string> branches, DraftObject union, DraftObject whole, SourceNode at)
    {
        var names = string.Join(", ", branches.Take(NamedBranches).Select(b => $"'{b}'"))
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
            : "the choice is left out and allows any value";
    }

    private DraftObject Either(DraftObject a, DraftObject b, SourceNode at)
    {
        var either = new DraftObject(at);
        var (type, other) = (TypeOf(a), TypeOf(b));
        var common = type == other ? type : type is "integer" or "number" && other is "integer" or "number" ? "number" : null;
        Shared(a, b, either, "title", "description", "x-nullable");
        if (common is null || a.Has("$ref") || b.Has("$ref"))
        {
            return either;
        }

        either.Set("type", common, at);
        Shared(
            a, b, either, "format", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
            "multipleOf", "minItems", "maxItems", "uniqueItems", "readOnly");
        if (a["enum"] is { } values && b["enum"] is { } others)
        {
            either.Set("enum", SchemaEnumUnion.Values(DraftView.ItemsOf(values).Concat(DraftView.ItemsOf(others)), values.Origin));
        }

        if (common == "array")
        {
            Items(a, b, either, at);
        }
        else if (common == "object")
        {
            Objects(a, b, either, at);
        }

        return either;
    }

    private void Objects(DraftObject a, DraftObject b, DraftObject either, SourceNode at)
    {
        var required = DraftView.ItemsOf(b["required"]).Select(DraftView.TextOf).ToHashSet(StringComparer.Ordinal);
        var both = new DraftList(at);
        both.Items.AddRange(DraftView.ItemsOf(a["required"]).Where(r => required.Contains(DraftView.TextOf(r))));
        if (both.Items.Count > 0)
        {
            either.Set("required", both, a["required"]!.Origin);
        }

        var (first, second) = (a["properties"] as DraftObject, b["properties"] as DraftObject);
        if (first is not null || second is not null)
        {
            either.Set("properties", Properties(first ?? new DraftObject(at), second ?? new DraftObject(at), at), at);
        }

        Shared(a, b, either, "additionalProperties", "minProperties", "maxProperties");
    }

    private DraftObject Properties(DraftObject a, DraftObject b, SourceNode at)
    {
        // What the union has so far is nobody else's once it was made here; copying it for each of ten thousand branches would take their square.
        var all = a.Origin == at ? a : Copy(a, at);
        foreach (var property in b.Members)
        {
            budget.Spend(1, at);
            var value = all[property.Name] is DraftObject there && property.Value is DraftObject here && !DraftView.Same(there, here)
                ? Either(there, here, at)
                : property.Value;
            all.Set(property.Name, value, property.NameOrigin);
        }

        return all;
    }

    private static DraftObject Copy(DraftObject source, SourceNode origin)
    {
        var copy = new DraftObject(origin);
        foreach (var member in source.Members)
        {
            copy.Set(member.Name, member.Value, member.NameOrigin);
        }

        return copy;
    }

    private void Items(DraftObject a, DraftObject b, DraftObject either, SourceNode at)
    {
        var (first, second) = (a["items"] as DraftObject ?? new DraftObject(at), b["items"] as DraftObject ?? new DraftObject(at));
        either.Set("items", DraftView.Same(first, second) ? first : Either(first, second, at), at);
    }

    private static void Shared(DraftObject a, DraftObject b, DraftObject either, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (a[name] is { } value && (b[name] is not { } other ? name is "description" or "x-nullable" : DraftView.Same(value, other) || name == "description"))
            {
                either.Set(name, value);
            }
        }
    }

    private static string? TypeOf(DraftObject schema) =>
        DraftView.TextOf(schema["type"])
        ?? (schema.Has("properties") || schema.Has("required") || schema["additionalProperties"] is DraftObject ? "object" : null);
}
