using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>The members beside a reference to a parameter, an answer, a header or a body.</summary>
internal static class ReferenceText
{
    /// <summary>
    /// The description: the one beside the reference, which OpenAPI 3.1 gives precedence, or that of the referenced part; missing if neither is a
    /// text. Anything else beside the reference is reported.
    /// </summary>
    /// <param name="member">The part, or the reference to the part.</param>
    /// <param name="resolved">The part.</param>
    /// <param name="losses">Receives what is left out.</param>
    public static SourceNode Description(SourceNode member, SourceNode resolved, LossList losses)
    {
        var own = resolved[Keyword.Description];
        if (!member[Keyword.Ref].IsString)
        {
            return own.IsString ? own : default;
        }

        foreach (var beside in member.Members)
        {
            if (beside.Keyword is not (Keyword.Ref or Keyword.Description or Keyword.Summary) && !beside.RawName.StartsWith("x-"u8))
            {
                losses.Add(
                    ConversionRules.ReferenceSiblings, beside, $"'{ValueText.Shorten(beside.Name)}' accompanies a reference, and OpenAPI ignores it there",
                    "what the reference names is taken", "write the part out instead of the reference");
            }
        }

        return member[Keyword.Description].IsString ? member[Keyword.Description] : own.IsString ? own : default;
    }
}
