using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Reports what parts of <c>allOf</c> say differently, so that Swagger 2.0 can say it of one of them only.</summary>
/// <param name="losses">Receives the findings.</param>
internal sealed class SchemaConflicts(LossList losses)
{
    /// <summary>Reports a keyword that two parts have.</summary>
    /// <param name="name">The keyword.</param>
    /// <param name="first">What the first says.</param>
    /// <param name="second">What the second says, which is written.</param>
    public void Add(string name, Draft first, Draft second)
    {
        if (name is not ("type" or "enum" or "pattern" or "format" or "multipleOf" or "items") || first is DraftObject { Count: 0 } || DraftView.Same(first, second) || !second.Origin.Exists)
        {
            return;
        }

        var isImpossible = name is "type" or "enum";
        losses.Add(
            ConversionRules.Contradiction, second.Origin,
            $"Parts that must all hold say different things by '{name}': {Show(first)} ({At(first)}) and {Show(second)} ({At(second)})"
                + (isImpossible ? ", and no value is both" : ", and Swagger 2.0 has one"),
            $"{Show(second)} is written", "let the parts agree, or give the schema its own by an overlay");
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
