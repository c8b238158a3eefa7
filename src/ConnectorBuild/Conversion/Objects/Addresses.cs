using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Objects;

/// <summary>Addresses in the details of a document, which the platform refuses where they are not whole, and the document with them.</summary>
internal static class Addresses
{
    private static readonly OpenApiObject ExternalDocs = new("\"externalDocs\"", "description:text url:text");

    /// <summary>Whether a value can be written as a URL. A text that is not one is reported.</summary>
    public static bool IsUrl(SourceNode url, LossList losses) =>
        url.IsString && (url.IsBlank || UrlText.IsAbsolute(url.Text!) || Refused(url, "an absolute URL, such as https://docs.contoso.com", losses));

    /// <summary>Whether a value can be written as an e-mail address. A text that is not one is reported.</summary>
    public static bool IsEmail(SourceNode email, LossList losses) =>
        email.IsString && (email.IsBlank || EmailText.IsAddress(email.Text!) || Refused(email, "an e-mail address", losses));

    /// <summary>Copies <c>externalDocs</c>; nothing where they have no address.</summary>
    public static void CopyDocs(SourceNode docs, DraftObject target, LossList losses)
    {
        if (!docs.IsObject)
        {
            return;
        }

        ExternalDocs.Report(docs, losses);
        var draft = new DraftObject(docs);
        draft.SetText("description", docs[Keyword.Description]);
        if (IsUrl(docs[Keyword.Url], losses))
        {
            draft.SetCopy("url", docs[Keyword.Url]);
        }

        foreach (var member in docs.Members)
        {
            if (member.RawName.StartsWith("x-"u8) && member.Document.ReferencesIn(member).IsEmpty)
            {
                draft.SetCopy(member.Name, member);
            }
        }

        if (draft.Has("url"))
        {
            target.Set("externalDocs", draft, docs);
        }
        else
        {
            losses.Add(
                ConversionRules.KeywordLost, docs, "\"externalDocs\" has no address, without which the platform refuses the document", "it is left out",
                "write the whole address as \"url\"");
        }
    }

    private static bool Refused(SourceNode value, string demand, LossList losses)
    {
        losses.Add(
            ConversionRules.KeywordLost, value, $"'{value.Name}' is {ValueText.Of(value)} and not {demand}, and the platform refuses the document with it",
            "it is left out", "correct it");
        return false;
    }
}
