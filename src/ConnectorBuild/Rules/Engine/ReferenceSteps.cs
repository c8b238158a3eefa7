using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The references of an entry of definitions, parameters or responses.</summary>
internal static class ReferenceSteps
{
    /// <summary>Every reference inside of it.</summary>
    public static List<ReferenceStep> All(SourceNode entry)
    {
        var document = entry.Document;
        var found = document.ReferencesIn(entry);
        var steps = new List<ReferenceStep>(found.Length);
        foreach (var index in found)
        {
            steps.Add(new(new SourceNode(document, index), ReferenceKind.Any));
        }

        return steps;
    }

    /// <summary>What it is made of: the entry that it stands for, or those of its <c>allOf</c>.</summary>
    public static List<ReferenceStep> Content(SourceNode entry)
    {
        var steps = new List<ReferenceStep>();
        Collect(entry, ReferenceKind.Whole, default, null, steps);
        return steps;
    }

    /// <summary>What a value of it must hold: its content, and what its required properties refer to.</summary>
    public static List<ReferenceStep> Needed(SourceNode entry, MemberLookup members)
    {
        var steps = new List<ReferenceStep>();
        if (!entry.Document.ReferencesIn(entry).IsEmpty)
        {
            Collect(entry, ReferenceKind.Whole, default, members, steps);
        }

        return steps;
    }

    private static void Collect(SourceNode schema, ReferenceKind kind, SourceNode property, MemberLookup? members, List<ReferenceStep> steps)
    {
        if (schema[Keyword.Ref] is { IsString: true } reference)
        {
            steps.Add(new(reference, kind, property));
            return;
        }

        foreach (var part in schema[Keyword.AllOf].Elements)
        {
            Collect(part, kind == ReferenceKind.Required ? kind : ReferenceKind.AllOf, property, members, steps);
        }

        foreach (var name in members is null ? default : schema[Keyword.Required].Elements)
        {
            if (name.Text is { } text && members!.Find(schema[Keyword.Properties], text) is { Exists: true } next)
            {
                Collect(next, ReferenceKind.Required, property.Exists ? property : next, members, steps);
            }
        }
    }
}
