using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>
/// Writes the type of a parameter, a header or a form field. Swagger 2.0 has no schema there: a type, a format, bounds and a list of plain values are
/// all that can be said.
/// </summary>
internal sealed class PlainValue(SchemaConverter schemas, LossList losses)
{
    // Lists of lists of lists have no use on the wire; a list of itself would have no end.
    private const int MaxNesting = 3;

    private static readonly string[] Keywords =
    [
        "format", "default", "enum", "multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems",
    ];

    // What a schema can say and a plain value cannot, unless it is shown in another way.
    private static readonly string[] OfSchemas = ["title", "example", "readOnly", "xml", "externalDocs"];

    /// <summary>Writes a converted schema into a parameter, a header or a form field.</summary>
    /// <param name="schema">The schema, written out.</param>
    /// <param name="target">Receives the keywords.</param>
    /// <param name="what">What a message calls the value.</param>
    /// <param name="objectForm">How an object is sent as a text.</param>
    /// <returns>Whether the value is a list.</returns>
    public bool Write(DraftObject schema, DraftObject target, string what, string objectForm = "JSON") =>
        Write(schema, target, what, objectForm, 0);

    /// <summary>Writes a form field that takes a file.</summary>
    /// <param name="schema">The schema, written out; of a list of files, that of the list.</param>
    /// <param name="target">Receives the keywords.</param>
    /// <param name="what">What a message calls the value.</param>
    public void WriteFile(DraftObject schema, DraftObject target, string what)
    {
        target.Set("type", "file", schema.Origin);
        foreach (var name in Keywords)
        {
            if (name != "format" && schema[name] is { } value)
            {
                Lost(value, $"{what} is a file, which has no '{name}' in Swagger 2.0");
            }
        }

        Describe(schema, target, what);
    }

    private bool Write(DraftObject schema, DraftObject target, string what, string objectForm, int nesting)
    {
        var type = DraftView.TextOf(schema["type"]);
        if (type == "object" || nesting > MaxNesting)
        {
            WriteAsText(schema, target, what, type == "object" ? "an object" : "a list of lists of lists", objectForm);
            return false;
        }

        var value = type is null ? PlainText.Of(schema, what, losses) : schema;
        target.Set("type", value["type"]!);
        foreach (var keyword in Keywords)
        {
            if (value[keyword] is { } constraint)
            {
                target.Set(keyword, constraint);
            }
        }

        if (type == "array")
        {
            target.Set("items", Items(schema, nesting));
            target.Set("collectionFormat", "csv", schema.Origin);
        }

        Describe(value, target, what);
        return type == "array";
    }

    private void WriteAsText(DraftObject schema, DraftObject target, string what, string kind, string objectForm)
    {
        losses.Add(
            ConversionRules.ParameterAsText, schema.Origin, $"{what} is {kind}, and Swagger 2.0 allows only plain values there",
            $"it is a text, which callers fill with {objectForm}",
            "build the text in custom code, or describe single values in the document");
        target.Set("type", "string", schema.Origin);
        foreach (var name in (ReadOnlySpan<string>)["default", "enum"])
        {
            if (schema[name] is { } value)
            {
                Lost(value, $"{what} is {kind}, and its '{name}' is not that of a text");
            }
        }

        Describe(schema, target, what);
    }

    private DraftObject Items(DraftObject schema, int nesting)
    {
        var items = new DraftObject(schema.Origin);
        var source = schema["items"] as DraftObject ?? new DraftObject(schema.Origin);
        Write(schemas.Expand(source, new SchemaPlace("Item", IsPart: true)), items, "An entry of the list", "JSON", nesting + 1);
        return items;
    }

    private void Describe(DraftObject schema, DraftObject target, string what)
    {
        foreach (var member in schema.Members)
        {
            if (member.Name.StartsWith("x-", StringComparison.Ordinal) && !target.Has(member.Name))
            {
                target.Set(member.Name, member.Value, member.NameOrigin);
            }
        }

        if (schema["description"] is { } description && !target.Has("description"))
        {
            target.Set("description", description);
        }

        // A header of an answer has no name in itself, and nobody fills it in.
        if (target.Has("in"))
        {
            Show("title", "x-ms-summary", schema, target);
            Show("example", "x-example", schema, target);
        }

        ReportRest(schema, target, what);
    }

    private static void Show(string keyword, string extension, DraftObject schema, DraftObject target)
    {
        if (schema[keyword] is { } value && !target.Has(extension) && DraftView.KindOf(value) is not (NodeKind.Object or NodeKind.Array))
        {
            target.Set(extension, value);
        }
    }

    private void ReportRest(DraftObject schema, DraftObject target, string what)
    {
        foreach (var name in OfSchemas)
        {
            if (schema[name] is { } value && DraftView.KindOf(value) != NodeKind.False
                && !IsShown(value, target["x-ms-summary"]) && !IsShown(value, target["x-example"]))
            {
                losses.Add(
                    ConversionRules.Annotation, value.Origin, $"{what} has '{name}', which Swagger 2.0 has for schemas only", "it is left out",
                    "nothing has to be done");
            }
        }
    }

    private static bool IsShown(Draft value, Draft? shown) => shown is not null && DraftView.Same(value, shown);

    private void Lost(Draft value, string what) => losses.Add(
        ConversionRules.KeywordLost, value.Origin, what, "it is left out", "take the keyword out, or check the value in custom code");
}
