using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>
/// Makes a webhook trigger of a callback whose address is a property of the request body. The platform fills that property in, and the path says
/// what is sent to it.
/// </summary>
/// <param name="sources">The document and the files that it refers to.</param>
/// <param name="schemas">Converts what is sent.</param>
/// <param name="losses">Receives what becomes of each callback.</param>
/// <param name="hasDelete">Whether the connector has a DELETE operation, with which the platform may unsubscribe.</param>
internal sealed class CallbackConverter(OpenApiSources sources, SchemaConverter schemas, LossList losses, bool hasDelete)
{
    private const string BodyExpression = "{$request.body#/";
    private const string Cure = "add \"x-ms-notification-content\", \"x-ms-notification-url\" and \"x-ms-trigger\" by an overlay";

    /// <summary>Converts the callbacks of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="parameters">Its converted parameters, whose body receives the marks of the notification address.</param>
    /// <param name="isPathFree">Whether no other operation of the path is a trigger already.</param>
    /// <returns>What is sent to the trigger; null if no callback can become one.</returns>
    public DraftObject? Convert(OperationEntry operation, List<DraftObject> parameters, bool isPathFree)
    {
        DraftObject? content = null;
        foreach (var member in operation.Operation["callbacks"].Members)
        {
            var callback = sources.Resolve(member);
            if (!callback.IsObject && !member.RawName.StartsWith("x-"u8))
            {
                losses.Add(
                    ConversionRules.CallbackLost, member, $"The callback '{ValueText.Shorten(member.Name)}' must be an object but is {ValueText.Of(callback)}", "it is left out",
                    "describe its address and what is sent there");
            }

            foreach (var expression in callback.Members)
            {
                if (expression.RawName.StartsWith("x-"u8))
                {
                    continue;
                }

                if (content is null && isPathFree && One(operation, expression, parameters) is { } made)
                {
                    content = made;
                    losses.Add(ConversionRules.CallbackTrigger, expression, $"The callback '{ValueText.Shorten(member.Name)}' is sent "
                        + $"to an address in the body", $"{operation.Label} is a trigger, and the platform fills the address in",
                        ToUnsubscribe(operation.Operation[Keyword.Responses]));
                }
                else
                {
                    losses.Add(ConversionRules.CallbackLost, expression, isPathFree && content is null
                            ? $"The callback '{ValueText.Shorten(member.Name)}' is not sent with a JSON body to an address that is a "
                                + "property of the request body"
                            : $"The path has a trigger already, and the platform allows one, besides the callback '{ValueText.Shorten(member.Name)}'",
                        "it is left out", Cure);
                }
            }
        }

        return content;
    }

    // The platform unsubscribes with a DELETE of the address in the header Location of the answer.
    private string ToUnsubscribe(SourceNode responses) => (hasDelete, NamesLocation(responses)) switch
    {
        (true, true) => "nothing has to be done",
        (true, false) => "let the answer carry the address of the subscription in the header Location, which the document does not describe, so "
            + "that the platform can unsubscribe by its DELETE",
        (false, _) => "give the document a DELETE operation for the address that the answer carries in the header Location, and select it, so that "
            + "the platform can unsubscribe",
    };

    private bool NamesLocation(SourceNode responses)
    {
        foreach (var response in responses.Members)
        {
            foreach (var header in sources.Resolve(response)["headers"].Members)
            {
                if (header.Name.Equals("Location", StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private DraftObject? One(OperationEntry operation, SourceNode expression, List<DraftObject> parameters)
    {
        var text = expression.Name;
        var body = parameters.FindIndex(p => DraftView.TextOf(p["in"]) == "body");
        if (body < 0 || !text.StartsWith(BodyExpression, StringComparison.Ordinal) || !text.EndsWith('}')
            || text.IndexOf('}', StringComparison.Ordinal) != text.Length - 1)
        {
            return null;
        }

        var segments = text[BodyExpression.Length..^1].Split('/').Select(JsonPointer.Unescape).ToArray();
        var requestBody = RequestBodyOf(sources.Resolve(expression));
        var media = MediaTypes.Choose(requestBody["content"], sources);
        if (media.Chosen is not { IsJson: true } chosen || parameters[body]["schema"] is not DraftObject schema
            || Mark(schema, segments, 0, operation.Id) is not { } marked)
        {
            return null;
        }

        parameters[body] = parameters[body].Clone().Set("schema", marked, schema.Origin);
        var content = new DraftObject(expression);
        if (requestBody[Keyword.Description].IsString)
        {
            content.SetCopy("description", requestBody[Keyword.Description]);
        }

        return content.Set(
            "schema",
            chosen.Schema.IsObject
                ? schemas.Convert(chosen.Schema, new SchemaPlace(PascalCase.Of(operation.Id) + "Notification"))
                : new DraftObject(chosen.Member).Set("type", "object", chosen.Member));
    }

    private SourceNode RequestBodyOf(SourceNode pathItem)
    {
        foreach (var method in pathItem.Members)
        {
            if (method[Keyword.Responses].Exists || method["requestBody"].Exists)
            {
                return sources.Resolve(method["requestBody"]);
            }
        }

        return default;
    }

    // The platform demands that every step to the address is required.
    private DraftObject? Mark(DraftObject schema, string[] segments, int step, string place)
    {
        var open = schemas.Expand(schema, new SchemaPlace(PascalCase.Of(place)));
        if (open["properties"] is not DraftObject properties || properties[segments[step]] is not DraftObject property)
        {
            return null;
        }

        DraftObject? marked;
        if (step == segments.Length - 1)
        {
            marked = schemas.Expand(property, new SchemaPlace(PascalCase.Of(place), IsPart: true)).Clone();
            if (DraftView.TextOf(marked["type"]) != "string")
            {
                return null;
            }

            marked.Set("x-ms-notification-url", Draft.Boolean(true, property.Origin));
            marked.Set("x-ms-visibility", "internal", property.Origin);
        }
        else
        {
            marked = Mark(property, segments, step + 1, place + PascalCase.Of(segments[step]));
        }

        if (marked is null)
        {
            return null;
        }

        var names = DraftView.ItemsOf(open["required"]).Select(i => DraftView.TextOf(i)!).ToList();
        var required = DraftList.Texts(names.Contains(segments[step]) ? names : [.. names, segments[step]], open.Origin);
        return open.Clone().Set("properties", properties.Clone().Set(segments[step], marked)).Set("required", required);
    }
}
