using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>What the schema of an object says of the whole, where only its properties are written.</summary>
internal static class ObjectDetails
{
    // They are written in the fields, or reported with them.
    private static readonly string[] OfFields = ["type", "properties", "required", "additionalProperties"];

    private static readonly string[] Notes = ["title", "description", "example", "default", "externalDocs", "xml", "readOnly", "x-nullable"];

    /// <summary>Reports the keywords that have no place.</summary>
    /// <param name="schema">The converted schema.</param>
    /// <param name="why">The beginning of the message, up to "has no ...".</param>
    /// <param name="hasExample">Whether the schema's own example is hidden by another; else the fields show it.</param>
    /// <param name="losses">Receives the findings.</param>
    public static void Report(DraftObject schema, string why, bool hasExample, LossList losses)
    {
        foreach (var member in schema.Members)
        {
            var isNote = Notes.Contains(member.Name);
            if (OfFields.Contains(member.Name) || (member.Name == "example" && !hasExample))
            {
                continue;
            }

            var descriptor = isNote ? ConversionRules.Annotation
                : member.Name.StartsWith("x-", StringComparison.Ordinal) ? ConversionRules.ExtensionLost
                : ConversionRules.KeywordLost;
            losses.Add(
                descriptor, member.Value.Origin, $"{why} has no '{member.Name}' of the whole", "it is left out",
                isNote ? "say it of the fields where it matters" : "say it of single fields, or check it in custom code");
        }
    }
}
