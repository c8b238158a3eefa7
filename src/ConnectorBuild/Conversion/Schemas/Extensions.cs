using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Members that begin with <c>x-</c>: they travel as they are.</summary>
internal sealed class Extensions(LossList losses)
{
    /// <summary>Copies the extensions of an object.</summary>
    public void Copy(SourceNode holder, DraftObject draft)
    {
        foreach (var member in holder.Members)
        {
            if (member.RawName.StartsWith("x-"u8))
            {
                CopyOne(member, draft);
            }
        }
    }

    /// <summary>Reports the extensions of an object that is not written.</summary>
    /// <param name="holder">The object.</param>
    /// <param name="why">Why they cannot stay, as the end of a sentence.</param>
    public void Report(SourceNode holder, string why)
    {
        foreach (var member in holder.Members)
        {
            if (member.RawName.StartsWith("x-"u8))
            {
                losses.Add(
                    ConversionRules.ExtensionLost, member, $"'{ValueText.Shorten(member.Name)}' is lost: {why}", "the extension is left out",
                    "add the extension in apiDefinition.{environment}.json where it matters");
            }
        }
    }

    /// <summary>Copies an extension, unless it refers to parts of the document, which are elsewhere in Swagger 2.0.</summary>
    public void CopyOne(SourceNode member, DraftObject draft)
    {
        if (member.Document.ReferencesIn(member).IsEmpty)
        {
            draft.SetCopy(member.Name, member);
            return;
        }

        losses.Add(ConversionRules.ExtensionLost, member, $"'{ValueText.Shorten(member.Name)}' refers to other parts of the document, "
            + "which lie elsewhere in Swagger 2.0",
            "the extension is left out", "write its content out, or add the extension in apiDefinition.{environment}.json");
    }
}
