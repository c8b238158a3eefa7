using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Converts the parameters of a path or an operation. One parameter can become none or several.</summary>
internal sealed class ParameterConverter(OpenApiSources sources, SchemaConverter schemas, LossList losses)
{
    private readonly PlainValue _values = new(schemas, losses);
    private readonly ParameterObject _objects = new(sources, schemas, new PlainValue(schemas, losses), losses);

    /// <summary>Converts a list of parameters.</summary>
    /// <param name="list">The list in the document.</param>
    /// <param name="path">The path that the parameters belong to.</param>
    /// <param name="place">The name of the operation or path, for schemas that need a name.</param>
    public List<ConvertedParameter> Convert(SourceNode list, PathVariables path, string place)
    {
        var converted = new List<ConvertedParameter>();
        var seen = new HashSet<(string, string)>();
        foreach (var entry in list.Elements)
        {
            var parameter = sources.Resolve(entry);
            if (!parameter.IsObject)
            {
                continue;
            }

            foreach (var draft in One(parameter, entry, path, place))
            {
                var one = new ConvertedParameter((parameter[Keyword.Name].Text!, parameter[Keyword.In].Text!), draft);
                if (seen.Add(one.Written))
                {
                    converted.Add(one);
                }
                else
                {
                    ReportTwin(entry, parameter, draft);
                }
            }
        }

        return converted;
    }

    private void ReportTwin(SourceNode entry, SourceNode parameter, DraftObject twin)
    {
        if (twin.Origin == parameter)
        {
            Lost(entry, parameter, "stands twice in one list", "the first is kept", "remove one", isRequired: false);
            return;
        }

        var name = ValueText.Shorten(DraftView.TextOf(twin["name"])!);
        losses.Add(
            ConversionRules.ParameterLost, twin.Origin,
            $"The property of the object '{ValueText.Shorten(parameter[Keyword.Name].Text!)}' is sent as '{name}', and another parameter is called so, too",
            "the first is kept", "give the property or the parameter another name");
    }

    /// <summary>What styles put before the variables of a path.</summary>
    /// <param name="lists">The lists of parameters of the path and of its operations.</param>
    public Dictionary<string, string> StylesOf(IEnumerable<SourceNode> lists) => PathStyles.Of(sources, lists, losses);

    private List<DraftObject> One(SourceNode parameter, SourceNode entry, PathVariables path, string place)
    {
        var name = parameter[Keyword.Name].Text;
        var location = parameter[Keyword.In].Text;
        if (string.IsNullOrWhiteSpace(name) || location is null)
        {
            losses.Add(
                ConversionRules.Malformed, entry, "A parameter must have \"name\" and \"in\" as texts", "it cannot be converted",
                "add what is missing");
            return [];
        }

        if (Refused(parameter, entry, name, location, path))
        {
            return [];
        }

        OpenApiObjects.Parameter.Report(parameter, losses);
        var description = ReferenceText.Description(entry, parameter, losses);
        var source = parameter[Keyword.Schema];
        if (PlainContent(parameter["content"]) is { Exists: true } plain)
        {
            source = plain;
        }
        else if (parameter["content"] is { IsObject: true } content)
        {
            return [Content(parameter, content, name, location, path).SetText("description", description)];
        }

        var schema = source.Exists
            ? schemas.ConvertInline(source, new SchemaPlace(place + PascalCase.Of(name), IsPart: true))
            : new DraftObject(parameter);
        var style = ParameterStyle.Of(parameter, location);
        if (!style.IsKnown)
        {
            losses.Add(
                ConversionRules.KeywordLost, parameter["style"], $"'{ValueText.Shorten(style.Name)}' is not a style of OpenAPI", "the values are sent with commas between them",
                "correct the style");
        }

        if (location == "query" && DraftView.TextOf(schema["type"]) == "object"
            && (style.Name == "deepObject" || style is { Name: "form", IsExploded: true }))
        {
            return _objects.Expand(parameter, schema, name, style, description);
        }

        return [Plain(parameter, schema, name, location, style, path).SetText("description", description)];
    }

    private DraftObject Plain(SourceNode parameter, DraftObject schema, string name, string location, ParameterStyle style, PathVariables path)
    {
        var draft = Begin(parameter, name, location, path);
        var isList = _values.Write(schema, draft, $"The parameter '{ValueText.Shorten(name)}'", style.ObjectForm);
        if (isList && !style.IsCommaSeparated)
        {
            losses.Add(ConversionRules.ArrayStyle, parameter, $"The list '{ValueText.Shorten(name)}' is sent with the style "
                + $"\"{style.Name}\"{(style.IsExploded ? ", each value on its own" : "")}, and the platform only sends lists with "
                + "commas",
                "the values are sent with commas between them, which the API may read as one value",
                $"let the API take a list with commas ({style.CommaFix}), or split the list in custom code");
        }

        return draft;
    }

    // A plain text is sent as it is, whether the document says so by a schema or by a content type.
    private SourceNode PlainContent(SourceNode content)
    {
        var schema = content is { IsObject: true, Count: 1 } ? sources.Resolve(content["text/plain"])[Keyword.Schema] : default;
        return schema.IsObject && schemas.SortOf(schema) == SchemaSort.Scalar ? schema : default;
    }

    private DraftObject Content(SourceNode parameter, SourceNode content, string name, string location, PathVariables path)
    {
        losses.Add(ConversionRules.ParameterAsText, content, $"The parameter '{ValueText.Shorten(name)}' is sent as a document, and "
            + $"Swagger 2.0 has only plain values there", "it is a text, which callers fill with the document",
            "build the text in custom code");
        var draft = Begin(parameter, name, location, path);
        return draft.Set("type", "string", content);
    }

    private DraftObject Begin(SourceNode parameter, string name, string location, PathVariables path)
    {
        var draft = new DraftObject(parameter);
        var shown = location == "path" && path.Renamed.TryGetValue(name, out var renamed) ? renamed : name;
        draft.Set("name", shown, parameter[Keyword.Name]);
        draft.SetCopy("in", parameter[Keyword.In]);
        draft.SetCopy("description", TextOnly(parameter[Keyword.Description]));
        if (location == "path")
        {
            draft.Set("required", Draft.Boolean(true, parameter), parameter[Keyword.Required] is { Exists: true } required ? required : parameter);
        }
        else if (parameter[Keyword.Required].IsBoolean)
        {
            draft.SetCopy("required", parameter[Keyword.Required]);
        }

        if (parameter[Keyword.AllowEmptyValue].IsBoolean && location == "query")
        {
            draft.SetCopy("allowEmptyValue", parameter[Keyword.AllowEmptyValue]);
        }

        schemas.Extensions.Copy(parameter, draft);
        if (ExampleOf(parameter) is { Exists: true } example && !draft.Has("x-example"))
        {
            draft.Set("x-example", Draft.Copy(example), example);
        }

        return draft;
    }

    private bool Refused(SourceNode parameter, SourceNode entry, string name, string location, PathVariables path)
    {
        var isRequired = parameter[Keyword.Required].IsTrue;
        switch (location)
        {
            case "path" when !path.Has(name):
                Lost(entry, parameter, "is not in the path", "it is left out", "correct its name", isRequired: false);
                return true;
            case "header" when name.ToUpperInvariant() is "ACCEPT" or "CONTENT-TYPE" or "AUTHORIZATION":
                losses.Add(
                    ConversionRules.ParameterDetail, entry,
                    $"OpenAPI 3 ignores the header parameter '{name}': content types and the sign-in say it", "it is left out",
                    "nothing has to be done");
                return true;
            case "cookie":
                Lost(
                    entry, parameter, "is a cookie, which Swagger 2.0 does not have", "it is left out",
                    "remove it by an overlay, and send it by a setheader policy ('Cookie') or custom code", isRequired);
                return true;
            case "querystring":
                Lost(
                    entry, parameter, "is the whole query, which Swagger 2.0 cannot say", "it is left out",
                    "describe each parameter of the query instead, by an overlay, or remove it and build the query in custom code", isRequired);
                return true;
            case "query" or "header" when string.Equals(name, "connectionId", StringComparison.OrdinalIgnoreCase):
                Lost(
                    entry, parameter, "has a name that the platform keeps for itself", "it is left out",
                    "give it another name by an overlay, and send it under its own by a setqueryparameter or setheader policy", isRequired);
                return true;
            case "path" or "query" or "header":
                return false;
            default:
                losses.Add(
                    ConversionRules.Malformed, parameter[Keyword.In], $"'{ValueText.Shorten(location)}' is not a place for a parameter",
                    "it cannot be converted", "write \"query\", \"header\", \"path\" or \"cookie\"");
                return true;
        }
    }

    private void Lost(SourceNode entry, SourceNode parameter, string why, string instead, string keep, bool isRequired) =>
        losses.Add(isRequired ? ConversionRules.RequiredParameterLost : ConversionRules.ParameterLost, entry,
            $"The {(isRequired ? "required " : "")}parameter '{ValueText.Shorten(parameter[Keyword.Name].Text ?? "")}' {why}", isRequired
                ? "no call could succeed"
                : instead, keep);

    // A parameter that is a document has its example with the content type.
    private SourceNode ExampleOf(SourceNode parameter)
    {
        var example = Examples.First(parameter, sources, losses);
        foreach (var media in parameter["content"].Members)
        {
            OpenApiObjects.MediaType.Report(sources.Resolve(media), losses);
            example = example.Exists ? example : Examples.First(sources.Resolve(media), sources, losses);
        }

        return example;
    }

    private static SourceNode TextOnly(SourceNode node) => node.IsString ? node : default;
}
