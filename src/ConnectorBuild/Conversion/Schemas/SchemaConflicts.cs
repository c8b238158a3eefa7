using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Reports what parts of <c>allOf</c> say differently, so that Swagger 2.0 can say it of one of them only.</summary>
/// <param name="losses">Receives the findings.</param>
internal sealed class SchemaConflicts(LossList losses)
{
    private static readonly string[] Told = ["type", "enum", "pattern", "format", "multipleOf", "items", "default"];

    /// <summary>Reports a keyword that two parts have.</summary>
    /// <param name="name">The keyword.</param>
    /// <param name="first">What the first says.</param>
    /// <param name="second">What the second says, which is written.</param>
    public void Add(string name, Draft first, Draft second)
    {
        if (!Told.Contains(name) || first is DraftObject { Count: 0 } || DraftView.Same(first, second) || !second.Origin.Exists)
        {
            return;
        }

        var isImpossible = name is "type" or "enum";
        losses.Add(
            ConversionRules.Contradiction, second.Origin,
            $"Parts that must all hold say different things by '{name}': {Show(first)} ({At(first)}) and {Show(second)} ({At(second)})"
                + (isImpossible ? ", and no value is both" : ", and Swagger 2.0 has one"),
            name == "type" ? $"the part with {Show(second)} is written, and the other is left out" : $"{Show(second)} is written",
            "let the parts agree, by an overlay where the document cannot be changed");
    }

    /// <summary>Reports a property that two parts describe, at least one of them by a reference: no schema can be both.</summary>
    /// <param name="first">What the first part says of the property.</param>
    /// <param name="second">What the second part says.</param>
    /// <param name="written">The one that is written.</param>
    public void AddReference(DraftObject first, DraftObject second, DraftObject written)
    {
        var lost = ReferenceEquals(written, first) ? second : first;
        if (lost.Count > 0 && !DraftView.Same(first, second))
        {
            losses.Add(
                ConversionRules.Annotation, second.Origin,
                $"Parts of \"allOf\" describe one property: as {Show(first)} ({At(first)}) and as {Show(second)} ({At(second)})",
                $"{Show(written)} is written", "nothing has to be done where that is the narrower of the two");
        }
    }

    private static string Show(Draft draft) => DraftView.KindOf(draft) switch
    {
        NodeKind.Array => $"[{ValueText.Shorten(string.Join(", ", DraftView.ItemsOf(draft).Select(DraftView.ScalarOf)))}]",
        NodeKind.Object => DraftView.TextOf((draft as DraftObject)?["$ref"]) is { } reference ? $"'{ValueText.Shorten(reference)}'" : "an object",
        _ => $"'{ValueText.Shorten(DraftView.ScalarOf(draft))}'",
    };

    private static string At(Draft draft) => draft.Origin.Exists
        ? $"line {NodePlace.Of(draft.Origin).Line}"
        : "a part without place";
}
