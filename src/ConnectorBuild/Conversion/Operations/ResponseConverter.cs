using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Converts the answers of an operation.</summary>
internal sealed class ResponseConverter(OpenApiSources sources, SchemaConverter schemas, LossList losses)
{
    private readonly PlainValue _values = new(schemas, losses);

    /// <summary>Converts the answers.</summary>
    /// <returns>The answers, and the content types of all of them; null if no answer has content.</returns>
    public (DraftObject Responses, DraftList? Produces) Convert(SourceNode operation, SourceNode responses, string place)
    {
        var produces = new List<string>();
        var converted = new DraftObject(responses.Exists ? responses : operation);
        foreach (var response in responses.Members)
        {
            if (!response.RawName.StartsWith("x-"u8) && StatusOf(response, responses) is { } status
                && sources.Resolve(response) is { IsObject: true } content)
            {
                converted.Set(status.Code, One(response, content, status, place + status.Code, produces), response);
            }
        }

        schemas.Extensions.Copy(responses, converted);
        if (converted.Count == 0)
        {
            losses.Add(ConversionRules.ResponsesMissing, responses.Exists ? responses : operation,
                "The operation has no answers that Swagger 2.0 can say, and the platform demands one", "it has an answer \"default\" without content",
                "describe what the operation answers");
            converted.Set("default", new DraftObject(operation).Set("description", "", operation), operation);
        }

        return (converted, produces.Count == 0 ? null : DraftList.Texts(produces, responses));
    }

    private DraftObject One(SourceNode member, SourceNode response, Status status, string place, List<string> produces)
    {
        var draft = new DraftObject(response);
        OpenApiObjects.Response.Report(response, losses);
        var description = ReferenceText.Description(member, response, losses);
        if (!description.IsString)
        {
            description = response[Keyword.Summary];
        }
        else if (response[Keyword.Summary].IsString)
        {
            losses.Add(
                ConversionRules.Annotation, response[Keyword.Summary], "An answer of Swagger 2.0 has a description and no summary",
                "the description alone is written", "nothing has to be done");
        }

        draft.Set(
            "description", description.IsString ? Draft.Copy(description) : Draft.Text("", response),
            description.IsString ? description : response);
        var media = MediaTypes.Choose(response["content"], sources);
        media.Report(losses, isBody: false);
        if (media.Chosen is { } chosen)
        {
            if (status.HasSchema)
            {
                draft.Set(
                    "schema", ContentSchema.Convert(chosen, new SchemaPlace(place, IsRoot: true), schemas),
                    chosen.Schema.Exists ? chosen.Schema : chosen.Member);
            }

            var names = media.Names.ToList();
            produces.AddRange(names.Except(produces, StringComparer.OrdinalIgnoreCase).ToList());
            WriteHeaders(response, draft);
            WriteExample(chosen, draft);
            foreach (var other in media.Others)
            {
                losses.Add(ConversionRules.OtherContent, other.Member, "An answer of Swagger 2.0 has one schema, and this is that of "
                    + $"'{chosen.Type}'", $"the answer as '{ValueText.Shorten(other.Type)}' is left out",
                    "keep the content type that the connector needs and remove the others by an overlay");
            }
        }
        else
        {
            WriteHeaders(response, draft);
        }

        if (response["links"] is { IsObject: true, Count: > 0 } links)
        {
            losses.Add(
                ConversionRules.Links, links, "Swagger 2.0 has no links", "they are left out",
                "nothing has to be done: makers pass values between operations themselves");
        }

        schemas.Extensions.Copy(response, draft);
        return draft;
    }

    private void WriteExample(MediaType chosen, DraftObject draft)
    {
        if (Examples.First(chosen.Media, sources, losses) is { Exists: true } example && chosen.Type != "application/*+json")
        {
            draft.Set("examples", new DraftObject(example).Set(chosen.Type, Draft.Copy(example), chosen.Member), chosen.Member);
        }
    }

    private void WriteHeaders(SourceNode response, DraftObject draft)
    {
        var headers = new DraftObject(response["headers"]);
        foreach (var member in response["headers"].Members)
        {
            var header = sources.Resolve(member);
            if (!header.IsObject || string.Equals(member.Name, "Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                OperationShape.Require(header.IsObject || !header.Exists, member, $"The header '{ValueText.Shorten(member.Name)}' must be an object", losses);
                if (header.IsObject)
                {
                    losses.Add(
                        ConversionRules.ParameterDetail, member, "OpenAPI 3 ignores the header 'Content-Type': the content types say it", "it is left out",
                        "nothing has to be done");
                }

                continue;
            }

            OpenApiObjects.Header.Report(header, losses);

            var written = new DraftObject(header);
            written.SetCopy("description", ReferenceText.Description(member, header, losses));
            if (header["content"] is { IsObject: true } content)
            {
                losses.Add(
                    ConversionRules.ParameterAsText, content,
                    $"The header '{ValueText.Shorten(member.Name)}' is a document, and Swagger 2.0 has only plain values there", "it is a text",
                    "read the text in custom code");
            }

            var schema = header[Keyword.Schema];
            _values.Write(
                schema.IsObject
                    ? schemas.ConvertInline(schema, new SchemaPlace(PascalCase.Of(member.Name), IsPart: true))
                    : new DraftObject(header),
                written, $"The header '{ValueText.Shorten(member.Name)}'");
            schemas.Extensions.Copy(header, written);
            headers.Set(member.Name, written, member);
        }

        if (headers.Count > 0)
        {
            draft.Set("headers", headers, response["headers"]);
        }
    }

    private Status? StatusOf(SourceNode response, SourceNode responses)
    {
        var code = response.Name;
        if (code == "default" || (code.Length == 3 && code.All(char.IsAsciiDigit)))
        {
            return new(code, true);
        }

        if (code.Length != 3 || code[0] is < '1' or > '5' || !code.EndsWith("XX", StringComparison.OrdinalIgnoreCase))
        {
            losses.Add(
                ConversionRules.UnknownMember, response, $"'{ValueText.Shorten(code)}' is not a status code", "the answer is left out",
                "write three digits or \"default\"");
            return null;
        }

        var instead = StandsFor(code);
        var isFree = instead is not null && !responses[instead].Exists && IsFirstFor(response, responses, instead);
        losses.Add(
            ConversionRules.StatusRange, response, $"Swagger 2.0 has no ranges of status codes such as '{code}'",
            instead is null ? "the range is left out: such an answer is neither a result nor an error"
                : !isFree ? $"the range is left out, because there is another answer \"{instead}\""
                : instead == "200" ? "it is the answer 200"
                : "it is the answer \"default\", without a schema, which the platform expects on single codes",
            "describe single status codes in the document");
        return isFree ? new(instead!, instead == "200") : null;
    }

    private static string? StandsFor(string range) => range[0] switch
    {
        '2' => "200",
        '4' or '5' => "default",
        _ => null,
    };

    private static bool IsFirstFor(SourceNode response, SourceNode responses, string instead)
    {
        foreach (var other in responses.Members)
        {
            if (other == response)
            {
                return true;
            }

            if (other.Name.EndsWith("XX", StringComparison.OrdinalIgnoreCase) && StandsFor(other.Name) == instead)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Status(string Code, bool HasSchema);
}
