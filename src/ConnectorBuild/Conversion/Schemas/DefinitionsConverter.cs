using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Converts the schemas that are needed by name, and keeps those that something in the end refers to.</summary>
internal static class DefinitionsConverter
{
    /// <summary>Converts them.</summary>
    /// <param name="schemas">Knows which are needed.</param>
    /// <param name="users">What refers to them: the converted paths.</param>
    /// <param name="origin">Where findings about all of them point.</param>
    /// <param name="losses">Receives what is left out.</param>
    public static DraftObject Convert(SchemaConverter schemas, Draft users, SourceNode origin, LossList losses)
    {
        var converted = new Dictionary<string, (SourceNode Schema, DraftObject Draft)>(StringComparer.Ordinal);
        var order = new List<string>();
        while (schemas.Definitions.TryTake(out var next))
        {
            converted[next.Name] = (next.Schema, schemas.ConvertDefinition(next.Name, next.Schema));
            order.Add(next.Name);
        }

        var used = UsedBy(users, converted);
        var definitions = new DraftObject(origin);
        foreach (var name in order.Where(used.Contains).OrderBy(n => schemas.Definitions.RankOf(converted[n].Schema)))
        {
            definitions.Set(name, converted[name].Draft, converted[name].Schema);
        }

        new RequiredCircles(definitions, losses).Open();
        return definitions;
    }

    private static HashSet<string> UsedBy(Draft users, Dictionary<string, (SourceNode Schema, DraftObject Draft)> converted)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Draft>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Draft>([users]);
        while (pending.TryPop(out var draft))
        {
            if (!seen.Add(draft))
            {
                continue;
            }

            if (draft is DraftList list)
            {
                list.Items.ForEach(pending.Push);
            }

            foreach (var member in (draft as DraftObject)?.Members ?? [])
            {
                pending.Push(member.Value);
                if (member.Name == "$ref" && DraftView.TextOf(member.Value) is { } reference
                    && reference.StartsWith(Definitions.Prefix, StringComparison.Ordinal)
                    && JsonPointer.Unescape(reference[Definitions.Prefix.Length..]) is var name
                        && converted.TryGetValue(name, out var definition) && used.Add(name))
                {
                    pending.Push(definition.Draft);
                }
            }
        }

        return used;
    }
}
