using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>An object in the query: each property is a parameter of its own, as it is in the request.</summary>
internal sealed class ParameterObject(OpenApiSources sources, SchemaConverter schemas, PlainValue values, LossList losses)
{
    private readonly FieldExamples _examples = new(losses);

    public List<DraftObject> Expand(SourceNode parameter, DraftObject schema, string name, ParameterStyle style, SourceNode description)
    {
        var isDeep = style.Name == "deepObject";
        var required = DraftView.ItemsOf(schema["required"]).Select(DraftView.TextOf).ToHashSet(StringComparer.Ordinal);
        var expanded = new List<(string Name, DraftObject Field)>();
        foreach (var property in (schema["properties"] as DraftObject)?.Members ?? [])
        {
            var shown = isDeep ? $"{name}[{property.Name}]" : property.Name;
            if (string.IsNullOrWhiteSpace(shown))
            {
                losses.Add(
                    ConversionRules.ParameterLost, property.NameOrigin, $"A property of the object '{ValueText.Shorten(name)}' has an empty name",
                    "it is left out", "give the property a name");
                continue;
            }

            var isRequired = parameter[Keyword.Required].IsTrue && required.Contains(property.Name);
            expanded.Add((property.Name, One(parameter, property, shown, isRequired, isDeep)));
        }

        if (expanded.Count > 0 && description.IsString)
        {
            losses.Add(
                ConversionRules.ParameterDetail, description, $"The object '{ValueText.Shorten(name)}' has no parameter of its own, to which its description "
                    + "could belong",
                "the description is left out", "describe the properties");
        }

        if (expanded.Count == 0)
        {
            losses.Add(
                ConversionRules.ParameterLost, parameter, $"The parameter '{ValueText.Shorten(name)}' is an object without properties",
                "nothing can be written for it", "name its properties, or add query parameters by an overlay");
        }
        else if (isDeep || schema["additionalProperties"] is { } open && DraftView.KindOf(open) != NodeKind.False)
        {
            losses.Add(ConversionRules.ParameterExpanded, parameter, $"The object '{ValueText.Shorten(name)}' is sent as one query "
                + "parameter for each property, and Swagger 2.0 names each parameter",
                $"there {(expanded.Count == 1 ? "is" : "are")} {expanded.Count} of them, and none for properties that the document "
                    + "does not name",
                $"write each as a parameter of its own in the document or by an overlay, such as '{ValueText.Shorten(DraftView.TextOf(expanded[0].Field["name"])!)}'");
        }

        ReportWhole(parameter, schema, expanded);
        return expanded.ConvertAll(e => e.Field);
    }

    private void ReportWhole(SourceNode parameter, DraftObject schema, List<(string, DraftObject)> expanded)
    {
        const string why = "An object in the query is one parameter for each property, which";
        var example = Examples.First(parameter, sources, losses);
        _examples.Write(example.Exists ? example : schema["example"]?.Origin ?? default, expanded);
        ObjectDetails.Report(schema, why, hasExample: example.Exists, losses);
        schemas.Extensions.Report(parameter, why + " has no place for extensions of the whole");
        if (parameter[Keyword.AllowEmptyValue].IsTrue)
        {
            losses.Add(
                ConversionRules.ParameterDetail, parameter[Keyword.AllowEmptyValue], $"{why} has no 'allowEmptyValue' of the whole", "it is left out",
                "nothing has to be done where every call gives a value");
        }
    }

    private DraftObject One(SourceNode parameter, DraftMember property, string name, bool isRequired, bool isDeep)
    {
        var origin = property.NameOrigin.Exists ? property.NameOrigin : parameter;
        var draft = new DraftObject(origin).Set("name", name, origin).Set("in", "query", parameter[Keyword.In]);
        if (isRequired)
        {
            draft.Set("required", Draft.Boolean(true, origin), origin);
        }

        var schema = schemas.Expand((DraftObject)property.Value, new SchemaPlace(PascalCase.Of(name), IsPart: true));
        if (values.Write(schema, draft, $"The parameter '{ValueText.Shorten(name)}'"))
        {
            losses.Add(ConversionRules.ArrayStyle, origin, $"The list '{ValueText.Shorten(name)}' is sent "
                + $"{(isDeep ? "in a way that OpenAPI does not define" : "with each value on its own")}, and the platform only sends "
                + "lists with commas",
                "the values are sent with commas between them, which the API may read as one value", "split the list in custom code");
        }

        return draft;
    }
}
