using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion;

/// <summary>Converts what the document says about itself.</summary>
internal static class InfoConverter
{
    public static DraftObject Convert(SourceNode root, Extensions extensions, LossList losses)
    {
        var info = root[Keyword.Info];
        var draft = new DraftObject(info.Exists ? info : root);
        foreach (var required in (ReadOnlySpan<Keyword>)[Keyword.Title, Keyword.Version])
        {
            if (!info[required].IsString)
            {
                losses.Add(
                    ConversionRules.Malformed, info[required] is { Exists: true } wrong ? wrong : draft.Origin,
                    $"\"info\" must have a text as its \"{KeywordTable.Text(required)}\"", "the document cannot be converted", "add it");
            }
        }

        draft.SetCopy("title", info[Keyword.Title]);
        var description = info[Keyword.Description].IsString ? info[Keyword.Description] : info[Keyword.Summary];
        if (description.IsString)
        {
            draft.Set("description", Draft.Copy(description), description);
        }

        draft.SetCopy("termsOfService", info[Keyword.TermsOfService].IsString ? info[Keyword.TermsOfService] : default);
        SetTexts(draft, "contact", info[Keyword.Contact], extensions, Keyword.Name, Keyword.Url, Keyword.Email);
        SetTexts(draft, "license", info[Keyword.License], extensions, Keyword.Name, Keyword.Url);
        draft.SetCopy("version", info[Keyword.Version]);
        extensions.Copy(info, draft);
        return draft;
    }

    private static void SetTexts(DraftObject info, string name, SourceNode source, Extensions extensions, params ReadOnlySpan<Keyword> keywords)
    {
        if (!source.IsObject)
        {
            return;
        }

        var draft = new DraftObject(source);
        foreach (var keyword in keywords)
        {
            draft.SetCopy(KeywordTable.Text(keyword), source[keyword].IsString ? source[keyword] : default);
        }

        extensions.Copy(source, draft);
        info.Set(name, draft, source);
    }
}
