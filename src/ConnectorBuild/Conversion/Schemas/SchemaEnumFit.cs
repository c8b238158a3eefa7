using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Keeps the values of an enum that are of the schema's type.</summary>
internal static class SchemaEnumFit
{
    /// <summary>The values that fit; null if none does.</summary>
    public static Draft? Of(Draft values, string? type, LossList losses)
    {
        var items = DraftView.ItemsOf(values);
        if (items.All(i => Fits(i, type)))
        {
            return values;
        }

        var kept = new DraftList(values.Origin);
        foreach (var item in items)
        {
            if (Fits(item, type))
            {
                kept.Items.Add(item);
                continue;
            }

            // YAML reads 1 and yes as other types where an author means texts.
            var isText = type == "string" && DraftView.KindOf(item) is NodeKind.Number or NodeKind.True or NodeKind.False;
            losses.Add(
                ConversionRules.KeywordLost, item.Origin, $"The value {ValueText.Of(item.Origin)} of \"enum\" is not of the type {type}",
                isText ? "it is written as a text" : "it is left out", "correct the value or the type");
            if (isText)
            {
                kept.Items.Add(Draft.Text(DraftView.ScalarOf(item), item.Origin));
            }
        }

        return kept.Items.Count > 0 ? kept : null;
    }

    private static bool Fits(Draft value, string? type) => (type, DraftView.KindOf(value)) switch
    {
        ("string", NodeKind.String) or ("number", NodeKind.Number) or ("boolean", NodeKind.True or NodeKind.False) => true,
        ("integer", NodeKind.Number) => !DraftView.ScalarOf(value).AsSpan().ContainsAny(".eE") || value.Origin.Number is { } number && number == Math.Floor(number),
        ("array", NodeKind.Array) or ("object", NodeKind.Object) => true,
        ("string" or "number" or "boolean" or "integer" or "array" or "object", _) => false,
        _ => true,
    };
}
