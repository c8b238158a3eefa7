using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Converts a form: each property of its schema is a form field.</summary>
internal sealed class FormConverter(OpenApiSources sources, SchemaConverter schemas, LossList losses)
{
    private readonly FormField _fields = new(schemas, losses);
    private readonly FieldExamples _examples = new(losses);

    public (List<DraftObject> Parameters, DraftList? Consumes) Convert(MediaTypes media, string place)
    {
        var chosen = media.Chosen!;
        var schema = chosen.Schema.Exists
            ? schemas.ConvertInline(chosen.Schema, new SchemaPlace(place + "Form", IsPart: true, IsForm: true))
            : new DraftObject(chosen.Member);
        var required = DraftView.ItemsOf(schema["required"]).Select(DraftView.TextOf).ToHashSet(StringComparer.Ordinal);
        var takesFiles = media.Same.Any(m => m.IsMultipart);
        var fields = new List<(string Name, DraftObject Field)>();
        foreach (var property in (schema["properties"] as DraftObject)?.Members ?? [])
        {
            if (_fields.Convert(property, required.Contains(property.Name), chosen.Media["encoding"][property.Name], takesFiles) is { } field)
            {
                fields.Add((property.Name, field));
            }
        }

        var example = Examples.First(chosen.Media, sources, losses);
        _examples.Write(example.Exists ? example : schema["example"]?.Origin ?? default, fields);
        ReportEncodings(chosen, schema);
        ReportForm(chosen, schema, fields.Count, hasExample: example.Exists);
        return (fields.ConvertAll(f => f.Field), Consumes(media, fields.Exists(f => DraftView.TextOf(f.Field["type"]) == "file")));
    }

    // Only one of the content types of a form carries files.
    private DraftList Consumes(MediaTypes media, bool hasFile)
    {
        var names = media.Names.ToList();
        foreach (var other in media.Same.Where(m => hasFile && !m.IsMultipart))
        {
            losses.Add(
                ConversionRules.Annotation, other.Member, $"The form has files, which '{ValueText.Shorten(other.Type)}' does not carry",
                "the content type is left out", "nothing has to be done");
            names.Remove(other.Type);
        }

        return DraftList.Texts(names, media.Chosen!.Member);
    }

    private void ReportEncodings(MediaType chosen, DraftObject schema)
    {
        foreach (var field in chosen.Media["encoding"].Members)
        {
            OpenApiObjects.Encoding.Report(field, losses);
            if (!field.IsObject || (schema["properties"] as DraftObject)?.Has(field.Name) != true)
            {
                losses.Add(
                    ConversionRules.FormEncoding, field, $"The encoding '{ValueText.Shorten(field.Name)}' is not one of a field of the form", "it is left out",
                    "correct its name");
            }
        }

        if (chosen.Media["encoding"] is { IsObject: true } encoding && encoding.Members.Any(HasEncoding))
        {
            losses.Add(
                ConversionRules.FormEncoding, encoding, "Swagger 2.0 cannot say how a form field is encoded",
                "the fields are sent as the platform sends them", "set content types and headers of fields in custom code");
        }
    }

    private void ReportForm(MediaType chosen, DraftObject schema, int fields, bool hasExample)
    {
        if (!schema.Has("properties") || schema["additionalProperties"] is { } open && DraftView.KindOf(open) != NodeKind.False)
        {
            losses.Add(ConversionRules.FormField, chosen.Member, "The form takes fields that the document does not name, and Swagger "
                + "2.0 names each", fields == 0 ? "there are none" : "only those that are named are there",
                "name the fields in the document or by an overlay");
        }

        ObjectDetails.Report(schema, "A form of Swagger 2.0 is a list of fields, which", hasExample, losses);
    }

    private static bool HasEncoding(SourceNode field) =>
        field["headers"].Exists || field["style"].Exists && !field["style"].TextEquals("form") || field["allowReserved"].IsTrue
        || field["encoding"].Exists || field["prefixEncoding"].Exists || field["itemEncoding"].Exists
        || (field["contentType"].Exists && !(field["contentType"].Text ?? "").StartsWith("text/", StringComparison.Ordinal));
}
