using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>How a value is written in XML.</summary>
internal static class SchemaXml
{
    /// <summary>The members that Swagger 2.0 has; <c>nodeType</c> of OpenAPI 3.2 becomes the older flags where they mean the same.</summary>
    public static DraftObject Convert(SourceNode xml, LossList losses)
    {
        var draft = new DraftObject(xml);
        foreach (var member in xml.Members)
        {
            var fits = member.Name switch
            {
                "name" or "namespace" or "prefix" => member.IsString,
                "attribute" or "wrapped" => member.IsBoolean,
                _ => member.RawName.StartsWith("x-"u8),
            };
            if (fits)
            {
                draft.SetCopy(member.Name, member);
            }
            else if (member.NameEquals("nodeType") && member.Text is "attribute" or "element")
            {
                WriteNodeType(member, draft);
            }
            else
            {
                losses.Add(
                    ConversionRules.Annotation, member, $"\"xml\" of Swagger 2.0 has no '{ValueText.Shorten(member.Name)}' in this form", "it is left out",
                    "nothing has to be done where the API takes JSON");
            }
        }

        return draft;
    }

    // An element is what values are anyway; of a list, the element is the one around its items.
    private static void WriteNodeType(SourceNode nodeType, DraftObject draft)
    {
        var isList = nodeType.Parent.Parent[Keyword.Type].TextEquals("array");
        if (nodeType.TextEquals("attribute") || isList)
        {
            draft.Set(isList ? "wrapped" : "attribute", Draft.Boolean(true, nodeType), nodeType);
        }
    }
}
