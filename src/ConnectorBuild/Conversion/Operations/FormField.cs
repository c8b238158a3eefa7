using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Converts a property of a form's schema to a form field.</summary>
internal sealed class FormField(SchemaConverter schemas, LossList losses)
{
    private readonly PlainValue _values = new(schemas, losses);

    /// <summary>The field; none if the platform refuses its name.</summary>
    /// <param name="property">The property.</param>
    /// <param name="isRequired">Whether the form demands it.</param>
    /// <param name="encoding">What the document says of its encoding; may be missing.</param>
    /// <param name="takesFiles">Whether the form's content type can carry files.</param>
    public DraftObject? Convert(DraftMember property, bool isRequired, SourceNode encoding, bool takesFiles)
    {
        var origin = property.NameOrigin;
        var label = $"The form field '{ValueText.Shorten(property.Name)}'";
        if (string.IsNullOrWhiteSpace(property.Name) || property.Name.Any(c => !char.IsAscii(c)))
        {
            losses.Add(
                ConversionRules.FormField, origin,
                $"The platform refuses the form field '{ValueText.Shorten(property.Name)}', because its name is not ASCII or is empty",
                "the field is left out", "give the field an ASCII name and rename it in custom code");
            return null;
        }

        var field = new DraftObject(origin).Set("name", property.Name, origin).Set("in", "formData", origin);
        if (isRequired)
        {
            field.Set("required", Draft.Boolean(true, origin), origin);
        }

        var schema = Open((DraftObject)property.Value, property.Name);
        var entry = schema["items"] is DraftObject items ? Open(items, property.Name) : null;
        if (IsBinary(schema) || (entry is not null && IsBinary(entry)))
        {
            WriteBinary(entry is null ? schema : entry, schema, field, label, takesFiles);
        }
        else if (_values.Write(schema, field, label) && !IsCommaSeparated(encoding))
        {
            losses.Add(ConversionRules.ArrayStyle, origin, $"The list '{ValueText.Shorten(property.Name)}' is sent with one field for "
                + "each value, and the platform only sends lists with commas",
                "the values are sent with commas between them, which the API may read as one value", "split the list in custom code");
        }

        return field;
    }

    private void WriteBinary(DraftObject file, DraftObject schema, DraftObject field, string label, bool takesFiles)
    {
        if (!takesFiles)
        {
            losses.Add(
                ConversionRules.FormField, schema.Origin, $"{label} takes bytes, and only the content type 'multipart/form-data' carries files",
                "it is a text", "let the API take 'multipart/form-data', or write the bytes as a text that the API reads, such as base64");
            var text = file.Clone();
            text.Remove("format");
            _values.Write(text, field, label);
            return;
        }

        if (!ReferenceEquals(file, schema))
        {
            losses.Add(
                ConversionRules.FormField, field.Origin, $"{label} takes several files, and Swagger 2.0 has one file a field", "it takes one file",
                "send the files one by one, or build the form in custom code");
        }

        _values.WriteFile(schema, field, label);
    }

    private DraftObject Open(DraftObject schema, string name) =>
        schemas.Expand(schema, new SchemaPlace(PascalCase.Of(name), IsPart: true, IsForm: true));

    private static bool IsBinary(DraftObject schema) => DraftView.TextOf(schema["format"]) == "binary";

    private static bool IsCommaSeparated(SourceNode encoding) =>
        encoding["explode"] is { IsBoolean: true, IsTrue: false } && (!encoding["style"].Exists || encoding["style"].TextEquals("form"));
}
