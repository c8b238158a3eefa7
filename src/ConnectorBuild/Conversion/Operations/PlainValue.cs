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

    /// <summary>Writes a converted schema into a parameter, a header or a form field.</summary>
    /// <param name="schema">The schema, written out.</param>
    /// <param name="target">Receives the keywords.</param>
    /// <param name="what">What a message calls the value.</param>
    /// <returns>Whether the value is a list.</returns>
    public bool Write(DraftObject schema, DraftObject target, string what) => Write(schema, target, what, 0);

    private bool Write(DraftObject schema, DraftObject target, string what, int nesting)
    {
        var type = DraftView.TextOf(schema["type"]);
        if (type == "object" || nesting > MaxNesting)
        {
            losses.Add(ConversionRules.ParameterAsText, schema.Origin, $"{what} is "
                + $"{(type == "object" ? "an object" : "a list of lists of lists")}, and Swagger 2.0 allows only plain values there", "it is a text, which callers fill with JSON",
                "build the text in custom code, or describe single values in the document");
            target.Set("type", "string", schema.Origin);
            Describe(schema, target);
            return false;
        }

        target.Set("type", schema["type"] ?? Draft.Text("string", schema.Origin));
        foreach (var keyword in Keywords)
        {
            if (schema[keyword] is { } value && (type is not null || keyword is "enum" or "format" or "pattern"))
            {
                target.Set(keyword, value);
            }
        }

        if (type == "array")
        {
            target.Set("items", Items(schema, what, nesting));
            target.Set("collectionFormat", "csv", schema.Origin);
        }

        Describe(schema, target);
        return type == "array";
    }

    private DraftObject Items(DraftObject schema, string what, int nesting)
    {
        var items = new DraftObject(schema.Origin);
        var source = schema["items"] as DraftObject ?? new DraftObject(schema.Origin);
        Write(schemas.Expand(source, new SchemaPlace("Item", IsPart: true)), items, "An entry of the list", nesting + 1);
        return items;
    }

    private static void Show(string keyword, string extension, DraftObject schema, DraftObject target)
    {
        if (schema[keyword] is { } value && !target.Has(extension) && DraftView.KindOf(value) is not (NodeKind.Object or NodeKind.Array))
        {
            target.Set(extension, value);
        }
    }

    private static void Describe(DraftObject schema, DraftObject target)
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
    }
}
