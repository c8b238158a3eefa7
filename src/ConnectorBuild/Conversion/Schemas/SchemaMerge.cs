using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Merges converted schemas that must both hold.</summary>
internal static class SchemaMerge
{
    /// <summary>One schema that says what both say; where they differ, what the second says.</summary>
    /// <param name="first">Its properties come first.</param>
    /// <param name="second">The other.</param>
    /// <param name="origin">Where findings about the result point.</param>
    /// <param name="firstWins">Whether, where they differ, what the first says is taken.</param>
    /// <param name="conflicts">Receives what no value could satisfy, or what cannot be said of both; null if that is of no interest.</param>
    public static DraftObject Both(
        DraftObject first, DraftObject second, SourceNode origin, bool firstWins = false, SchemaConflicts? conflicts = null)
    {
        if (SchemaTypes.Of(first) is { } type && SchemaTypes.Of(second) is { } other && SchemaTypes.Common(type, other) is null)
        {
            // A mixture of a text and an object, say, would be neither.
            conflicts?.Add("type", type, other);
            return firstWins ? first : second;
        }

        var both = new DraftObject(origin);
        foreach (var member in first.Members)
        {
            both.Set(member.Name, member.Value, member.NameOrigin);
        }

        foreach (var member in second.Members)
        {
            var value = both[member.Name] is { } there ? Merge(member.Name, there, member.Value, firstWins, conflicts) : member.Value;
            both.Set(member.Name, value, member.NameOrigin);
        }

        // A part that allows no other properties would forbid those of its siblings.
        var isOpened = first.Has("properties") && second.Has("properties")
            && !(first.Has("additionalProperties") && second.Has("additionalProperties"));
        if (isOpened && both["additionalProperties"] is { } additional && DraftView.KindOf(additional) == NodeKind.False)
        {
            both.Remove("additionalProperties");
        }

        return both;
    }

    private static Draft Merge(string name, Draft first, Draft second, bool firstWins, SchemaConflicts? conflicts)
    {
        switch (name)
        {
            case "required":
                return Union(first, second);
            case "properties":
                return Properties((DraftObject)first, (DraftObject)second, conflicts);
            case "type":
                return SchemaTypes.Common(first, second)!;
            case "enum":
                return Common(first, second, conflicts);
            case "additionalProperties" when DraftView.KindOf(first) == NodeKind.False:
                return first;
            case "items" when second is DraftObject { Count: 0 }:
                return first;
            case "minLength" or "minItems" or "minProperties":
                return NumberOf(first) > NumberOf(second) ? first : second;
            case "maxLength" or "maxItems" or "maxProperties":
                return NumberOf(first) < NumberOf(second) ? first : second;
            default:
                conflicts?.Add(name, first, second);
                return firstWins ? first : second;
        }
    }

    private static double? NumberOf(Draft number) => number.Origin.Number;

    private static DraftObject Properties(DraftObject first, DraftObject second, SchemaConflicts? conflicts)
    {
        var all = first.Clone();
        foreach (var property in second.Members)
        {
            var value = all[property.Name] is DraftObject there && property.Value is DraftObject here ? Property(there, here, conflicts) : property.Value;
            all.Set(property.Name, value, property.NameOrigin);
        }

        return all;
    }

    // A derived schema says a property again to say more about it, or to say it differently.
    private static DraftObject Property(DraftObject first, DraftObject second, SchemaConflicts? conflicts)
    {
        if (first.Has("$ref") || second.Has("$ref"))
        {
            var written = second.Has("$ref") || second.Has("type") ? second : first;
            conflicts?.AddReference(first, second, written);
            return written;
        }

        return Both(first, second, second.Origin, conflicts: conflicts);
    }

    private static DraftList Union(Draft first, Draft second)
    {
        var list = new DraftList(second.Origin);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in DraftView.ItemsOf(first).Concat(DraftView.ItemsOf(second)))
        {
            if (names.Add(DraftView.TextOf(item) ?? ""))
            {
                list.Items.Add(item);
            }
        }

        return list;
    }

    private static Draft Common(Draft first, Draft second, SchemaConflicts? conflicts)
    {
        var values = DraftView.ItemsOf(second).Select(DraftView.ScalarOf).ToHashSet(StringComparer.Ordinal);
        var list = new DraftList(second.Origin);
        list.Items.AddRange(DraftView.ItemsOf(first).Where(i => values.Contains(DraftView.ScalarOf(i))));
        if (list.Items.Count == 0)
        {
            conflicts?.Add("enum", first, second);
            return second;
        }

        return list;
    }
}
