using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Converts a request body: to a body parameter, or to one form field for each property.</summary>
internal sealed class BodyConverter(OpenApiSources sources, SchemaConverter schemas, LossList losses)
{
    private static readonly string[] NameExtensions = ["x-ms-requestBody-name", "x-bodyName", "x-codegen-request-body-name"];

    private readonly FormConverter _forms = new(sources, schemas, losses);

    /// <summary>Converts a body.</summary>
    /// <param name="requestBody">The body in the document.</param>
    /// <param name="place">The name of the operation.</param>
    /// <param name="taken">Names of other parameters.</param>
    /// <returns>The parameters, and the content types that they are sent in.</returns>
    public (List<DraftObject> Parameters, DraftList? Consumes) Convert(SourceNode requestBody, string place, IReadOnlySet<string> taken)
    {
        var body = sources.Resolve(requestBody);
        var media = MediaTypes.Choose(body["content"], sources);
        if (media.Chosen is not { } chosen)
        {
            return ([], null);
        }

        ReportOthers(media);
        if (chosen.IsForm)
        {
            return _forms.Convert(media, place);
        }

        var parameter = new DraftObject(body).Set("name", NameOf(body, taken), requestBody).Set("in", "body", requestBody);
        parameter.SetCopy("description", body[Keyword.Description].IsString ? body[Keyword.Description] : default);
        if (body[Keyword.Required].IsBoolean)
        {
            parameter.SetCopy("required", body[Keyword.Required]);
        }

        parameter.Set(
            "schema", ContentSchema.Convert(chosen, new SchemaPlace(place + "Body", IsRoot: true), schemas),
            chosen.Schema.Exists ? chosen.Schema : chosen.Member);
        CopyExtensions(body, parameter);
        if (Examples.First(chosen.Media, sources) is { Exists: true } example)
        {
            parameter.Set("x-example", Draft.Copy(example), example);
        }

        return ([parameter], DraftList.Texts(media.Names, chosen.Member));
    }

    private void ReportOthers(MediaTypes media)
    {
        foreach (var other in media.Others.Where(o => o.Type != "application/*+json"))
        {
            losses.Add(ConversionRules.OtherContent, other.Member, "A body of Swagger 2.0 has one schema, and this is that of "
                + $"'{media.Chosen!.Type}'", $"the body as '{ValueText.Shorten(other.Type)}' is left out",
                "keep the content type that the connector needs and remove the others by an overlay");
        }
    }

    private void CopyExtensions(SourceNode body, DraftObject parameter)
    {
        schemas.Extensions.Copy(body, parameter);
        foreach (var name in NameExtensions)
        {
            parameter.Remove(name);
        }
    }

    private static string NameOf(SourceNode body, IReadOnlySet<string> taken)
    {
        foreach (var extension in NameExtensions)
        {
            if (body[extension].Text is { Length: > 0 } name && !taken.Contains(name))
            {
                return name;
            }
        }

        return !taken.Contains("body") ? "body" : !taken.Contains("requestBody") ? "requestBody" : "requestBodyContent";
    }
}
