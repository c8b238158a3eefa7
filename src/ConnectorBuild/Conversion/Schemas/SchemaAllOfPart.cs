using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>A part of <c>allOf</c>, without what describes the part and not the whole.</summary>
internal static class SchemaAllOfPart
{
    /// <summary>One of several parts: null is allowed only where every part allows it, and a title names the part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="losses">Receives what is left out.</param>
    public static DraftObject Of(DraftObject part, LossList losses)
    {
        var kept = part.Clone();
        kept.Remove("title");
        kept.Remove("x-nullable");
        if (SchemaTypes.Of(part) is { } type && DraftView.TextOf(type) == "object")
        {
            Drop(kept, "example", losses);
            Drop(kept, "default", losses);
        }

        return kept;
    }

    // The object of a part lacks the properties of its siblings.
    private static void Drop(DraftObject part, string name, LossList losses)
    {
        if (part[name] is { } value)
        {
            losses.Add(
                ConversionRules.Annotation, value.Origin, $"The \"{name}\" of a part of \"allOf\" is not a value of the whole", "it is left out",
                $"give the whole schema a \"{name}\"");
            part.Remove(name);
        }
    }
}
