using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>
/// A union whose branches are single values: <c>oneOf</c> of <c>const</c> and <c>title</c>, the way JSON Schema names the values of an
/// enum.
/// </summary>
internal static class SchemaEnumUnion
{
    /// <summary>The union as an enum with names; null if a branch is more than values.</summary>
    public static DraftObject? Of(IReadOnlyList<UnionBranch> branches, SourceNode at, LossList losses)
    {
        if (!branches.All(b => b.Schema.Has("enum") && !b.Schema.Has("properties")))
        {
            return null;
        }

        var entries = new List<(Draft Value, string? Name)>();
        foreach (var branch in branches)
        {
            var values = DraftView.ItemsOf(branch.Schema["enum"]);
            if (branch.Schema["description"] is { } description)
            {
                losses.Add(
                    ConversionRules.Annotation, description.Origin, "A value of an \"enum\" has no description of its own", "it is left out",
                    "say it in the description of the whole, or as the title of the value, which makers see");
            }

            var name = values.Count == 1 ? DraftView.TextOf(branch.Schema["title"]) : null;
            entries.AddRange(values.Select(v => (v, name)));
        }

        var list = Values(entries.Select(e => e.Value), at);
        var union = new DraftObject(at);
        if (SchemaEnum.TypeOf(list.Items) is { } type)
        {
            union.Set("type", type, at);
        }

        union.Set("enum", list, at);
        if (entries.Any(e => e.Name is { Length: > 0 }) && entries.Count == list.Items.Count)
        {
            union.Set(
                "x-ms-enum-values",
                SchemaEnum.DisplayNames(
                    entries.Select(e => (e.Value, e.Name is { Length: > 0 } name ? name : DraftView.ScalarOf(e.Value))), at),
                at);
        }

        return union;
    }

    /// <summary>Values without those that were there before.</summary>
    public static DraftList Values(IEnumerable<Draft> values, SourceNode origin)
    {
        var list = new DraftList(origin);
        var seen = new HashSet<(NodeKind, string)>();
        list.Items.AddRange(
            values.Where(
                v => DraftView.KindOf(v) is NodeKind.Object or NodeKind.Array || seen.Add((DraftView.KindOf(v), DraftView.ScalarOf(v)))));
        return list;
    }
}
