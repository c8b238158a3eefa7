using System.Text;
using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
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
            if (!info[required].IsString && !info[required].IsNumber)
            {
                losses.Add(
                    ConversionRules.Malformed, info[required] is { Exists: true } wrong ? wrong : draft.Origin,
                    $"\"info\" must have a text as its \"{KeywordTable.Text(required)}\"", "the document cannot be converted", "add it");
            }
        }

        OpenApiObjects.Info.Report(info, losses);
        OpenApiObjects.Contact.Report(info[Keyword.Contact], losses);
        OpenApiObjects.License.Report(info[Keyword.License], losses);
        if (info[Keyword.Description].IsString && info[Keyword.Summary].IsString)
        {
            losses.Add(
                ConversionRules.Annotation, info[Keyword.Summary], "\"info\" of Swagger 2.0 has a description and no summary", "the description alone is written",
                "nothing has to be done");
        }

        SetText(draft, "title", info[Keyword.Title]);
        var description = info[Keyword.Description].IsString ? info[Keyword.Description] : info[Keyword.Summary];
        if (description.IsString)
        {
            draft.Set("description", Draft.Copy(description), description);
        }

        draft.SetCopy("termsOfService", info[Keyword.TermsOfService].IsString ? info[Keyword.TermsOfService] : default);
        SetTexts(draft, "contact", info[Keyword.Contact], extensions, losses);
        SetTexts(draft, "license", info[Keyword.License], extensions, losses);
        SetText(draft, "version", info[Keyword.Version]);
        extensions.Copy(info, draft);
        return draft;
    }

    // YAML reads 1.0 as a number, which is meant as a text here.
    private static void SetText(DraftObject draft, string name, SourceNode value)
    {
        if (value.Exists)
        {
            draft.Set(name, value.IsNumber ? Draft.Text(Encoding.UTF8.GetString(value.Raw), value) : Draft.Copy(value), value);
        }
    }

    private static void SetTexts(DraftObject info, string name, SourceNode source, Extensions extensions, LossList losses)
    {
        if (!source.IsObject)
        {
            return;
        }

        var draft = new DraftObject(source);
        draft.SetText("name", source[Keyword.Name]);
        draft.SetCopy("url", Addresses.IsUrl(source[Keyword.Url], losses) ? source[Keyword.Url] : default);
        if (name == "contact" && Addresses.IsEmail(source[Keyword.Email], losses))
        {
            draft.SetCopy("email", source[Keyword.Email]);
        }

        extensions.Copy(source, draft);
        if (name == "license" && !draft.Has("name"))
        {
            losses.Add(
                ConversionRules.KeywordLost, source, "The license has no name, without which the platform refuses the document", "it is left out",
                "write the license's name");
            return;
        }

        info.Set(name, draft, source);
    }
}
