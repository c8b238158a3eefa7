using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
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
    /// <param name="operation">The operation.</param>
    /// <param name="taken">Names of other parameters.</param>
    /// <returns>The parameters, and the content types that they are sent in.</returns>
    public (List<DraftObject> Parameters, DraftList? Consumes) Convert(SourceNode requestBody, OperationEntry operation, IReadOnlySet<string> taken)
    {
        var place = PascalCase.Of(operation.Id);
        var body = sources.Resolve(requestBody);
        OpenApiObjects.RequestBody.Report(body, losses);
        var media = MediaTypes.Choose(body["content"], sources);
        if (media.Chosen is not { } chosen)
        {
            ReportEmpty(requestBody, body);
            return ([], null);
        }

        media.Report(losses, isBody: true);
        ReportOthers(media);
        if (chosen.IsForm)
        {
            var (fields, consumes) = _forms.Convert(media, place);
            ReportForm(requestBody, body, fields);
            if (fields.Count == 0)
            {
                return ([], null);
            }

            ReportMethod(requestBody, operation);
            return (fields, consumes);
        }

        ReportMethod(requestBody, operation);

        var parameter = new DraftObject(body).Set("name", NameOf(body, taken), requestBody).Set("in", "body", requestBody);
        parameter.SetCopy("description", ReferenceText.Description(requestBody, body, losses));
        if (body[Keyword.Required].IsBoolean)
        {
            parameter.SetCopy("required", body[Keyword.Required]);
        }

        parameter.Set(
            "schema", ContentSchema.Convert(chosen, new SchemaPlace(place + "Body", IsRoot: true), schemas),
            chosen.Schema.Exists ? chosen.Schema : chosen.Member);
        CopyExtensions(body, parameter);
        if (Examples.First(chosen.Media, sources, losses) is { Exists: true } example)
        {
            parameter.Set("x-example", Draft.Copy(example), example);
        }

        return ([parameter], DraftList.Texts(media.Names, chosen.Member));
    }

    // Its fields are parameters of their own, and a form with a required field is required itself.
    private void ReportForm(SourceNode requestBody, SourceNode body, List<DraftObject> fields)
    {
        var isRequired = fields.Exists(f => f.Has("required"));
        foreach (var detail in (ReadOnlySpan<SourceNode>)[ReferenceText.Description(requestBody, body, losses), body[Keyword.Required]])
        {
            if (MemberLoss.Says(detail) && (detail.IsString || detail.IsTrue && !isRequired))
            {
                losses.Add(
                    ConversionRules.Annotation, detail, $"A form of Swagger 2.0 has no '{detail.Name}' of its own", "it is left out", "say it of the form's fields");
            }
        }

        schemas.Extensions.Report(body, "a form of Swagger 2.0 is a list of fields, which has no place for it");
    }

    private void ReportEmpty(SourceNode requestBody, SourceNode body)
    {
        if (body.IsObject)
        {
            losses.Add(
                ConversionRules.OtherContent, requestBody, "The body has no content type, and Swagger 2.0 sends none without", "there is no body",
                "describe its \"content\"");
        }
    }

    // HTTP gives these bodies no meaning.
    private void ReportMethod(SourceNode requestBody, OperationEntry operation)
    {
        if (operation.Method is "get" or "head" or "delete" or "options")
        {
            losses.Add(
                ConversionRules.BodyWithoutMeaning, requestBody,
                $"{ValueText.Shorten(operation.Label)} has a body, to which HTTP gives no meaning with that method",
                "the body is written, and what lies between the platform and the API may drop it",
                "take query parameters or the method POST, or remove the body by an overlay");
        }
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
