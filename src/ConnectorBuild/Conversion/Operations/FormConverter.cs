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
    private readonly PlainValue _values = new(schemas, losses);

    public (List<DraftObject> Parameters, DraftList? Consumes) Convert(MediaTypes media, string place)
    {
        var chosen = media.Chosen!;
        var schema = chosen.Schema.Exists
            ? schemas.ConvertInline(chosen.Schema, new SchemaPlace(place + "Form", IsPart: true, IsForm: true))
            : new DraftObject(chosen.Member);
        var required = DraftView.ItemsOf(schema["required"]).Select(DraftView.TextOf).ToHashSet(StringComparer.Ordinal);
        var example = Examples.First(chosen.Media, sources, losses);
        if (example is { Exists: true, IsObject: false })
        {
            losses.Add(
                ConversionRules.Annotation, example, "The example of a form must be an object with a member for each field", "it is left out", "correct the example");
            example = default;
        }

        var fields = new List<DraftObject>();
        var hasFile = false;
        foreach (var property in (schema["properties"] as DraftObject)?.Members ?? [])
        {
            if (string.IsNullOrWhiteSpace(property.Name) || property.Name.Any(c => !char.IsAscii(c)))
            {
                losses.Add(
                    ConversionRules.FormField, property.NameOrigin,
                    $"The platform refuses the form field '{ValueText.Shorten(property.Name)}', because its name is not ASCII or is empty",
                    "the field is left out", "give the field an ASCII name and rename it in custom code");
                continue;
            }

            var field = Field(property, required.Contains(property.Name), EncodingOf(chosen, property.Name), out var isFile);
            if (example[property.Name] is { Exists: true, IsObject: false } value && !isFile && !field.Has("x-example"))
            {
                field.SetCopy("x-example", value);
            }

            hasFile |= isFile;
            fields.Add(field);
        }

        ReportExample(example, fields);
        Report(chosen, schema, fields.Count);
        var names = media.Names.Where(n => !hasFile || n.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)).ToList();
        return (fields, DraftList.Texts(names.Count > 0 ? names : ["multipart/form-data"], chosen.Member));
    }

    private void ReportExample(SourceNode example, List<DraftObject> fields)
    {
        var shown = fields.Where(f => f.Has("x-example")).Select(f => DraftView.TextOf(f["name"])).ToHashSet(StringComparer.Ordinal);
        foreach (var member in example.Members)
        {
            if (!shown.Contains(member.Name))
            {
                losses.Add(
                    ConversionRules.Annotation, member, $"The example of '{ValueText.Shorten(member.Name)}' is not one of a plain field of the form", "it is left out",
                    "nothing has to be done");
            }
        }
    }

    private static SourceNode EncodingOf(MediaType form, string field) => form.Media["encoding"][field];

    private DraftObject Field(DraftMember property, bool isRequired, SourceNode encoding, out bool isFile)
    {
        var origin = property.NameOrigin;
        var field = new DraftObject(origin).Set("name", property.Name, origin).Set("in", "formData", origin);
        if (isRequired)
        {
            field.Set("required", Draft.Boolean(true, origin), origin);
        }

        var source = origin.Exists ? sources.Resolve(origin) : default;
        var isFiles = source[Keyword.Items] is { Exists: true } items && DeclaredType.IsBinary(sources.Resolve(items));
        isFile = isFiles || DeclaredType.IsBinary(source);
        var schema = schemas.Expand((DraftObject)property.Value, new SchemaPlace(PascalCase.Of(property.Name), IsPart: true));
        if (isFiles)
        {
            losses.Add(
                ConversionRules.FormField, origin,
                $"The form field '{ValueText.Shorten(property.Name)}' takes several files, and Swagger 2.0 has one file a field",
                "it takes one file", "send the files one by one, or build the form in custom code");
        }

        if (isFile)
        {
            field.SetCopy("description", source[Keyword.Description].IsString ? source[Keyword.Description] : default);
            field.Set("type", "file", origin);
            schemas.Extensions.Copy(source, field);
        }
        else if (_values.Write(schema, field, $"The form field '{ValueText.Shorten(property.Name)}'")
            && !(encoding["explode"] is { IsBoolean: true, IsTrue: false } && (!encoding["style"].Exists || encoding["style"].TextEquals("form"))))
        {
            losses.Add(ConversionRules.ArrayStyle, origin, $"The list '{ValueText.Shorten(property.Name)}' is sent with one field for "
                + "each value, and the platform only sends lists with commas",
                "the values are sent with commas between them, which the API may read as one value", "split the list in custom code");
        }

        return field;
    }

    private void Report(MediaType chosen, DraftObject schema, int fields)
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

        if (!schema.Has("properties") || schema["additionalProperties"] is { } open && DraftView.KindOf(open) != NodeKind.False)
        {
            losses.Add(ConversionRules.FormField, chosen.Member, "The form takes fields that the document does not name, and Swagger "
                + "2.0 names each", fields == 0 ? "there are none" : "only those that are named are there",
                "name the fields in the document or by an overlay");
        }
    }

    private static bool HasEncoding(SourceNode field) =>
        field["headers"].Exists || field["style"].Exists && !field["style"].TextEquals("form") || field["allowReserved"].IsTrue
        || field["encoding"].Exists || field["prefixEncoding"].Exists || field["itemEncoding"].Exists
        || (field["contentType"].Exists && !(field["contentType"].Text ?? "").StartsWith("text/", StringComparison.Ordinal));
}
