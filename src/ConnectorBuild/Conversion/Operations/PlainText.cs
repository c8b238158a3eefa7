using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>A value without one type as a text, where Swagger 2.0 demands a type: plain values are sent as texts anyway.</summary>
internal static class PlainText
{
    private static readonly string[] NotOfTexts =
        ["multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minItems", "maxItems", "uniqueItems"];

    /// <summary>The schema as that of a text.</summary>
    /// <param name="schema">The schema, without a type.</param>
    /// <param name="what">What a message calls the value.</param>
    /// <param name="losses">Receives what a text cannot have.</param>
    public static DraftObject Of(DraftObject schema, string what, LossList losses)
    {
        losses.Add(
            ConversionRules.ParameterDetail, schema.Origin, $"{what} has no single type, and Swagger 2.0 demands one there", "it is a text",
            "nothing has to be done where callers send plain values; describe what an object or a list holds as parameters or fields of their own");
        var text = schema.Clone().Set("type", "string", schema.Origin);
        foreach (var name in NotOfTexts)
        {
            if (text[name] is { } limit)
            {
                losses.Add(
                    ConversionRules.KeywordLost, limit.Origin, $"'{name}' says nothing of a text, and {LowerFirst(what)} has no single type",
                    "it is left out", "give the value one type, or take the keyword out");
                text.Remove(name);
            }
        }

        Change(text, "default", value => OfValue(value, "default", losses));
        Change(text, "enum", values => List(values, value => OfValue(value, "enum", losses)));
        Change(text, "x-ms-enum-values", names => List(names, OfName));
        return text;
    }

    private static void Change(DraftObject schema, string name, Func<Draft, Draft?> change)
    {
        if (schema[name] is { } value)
        {
            schema.Remove(name);
            if (change(value) is { } changed)
            {
                schema.Set(name, changed);
            }
        }
    }

    private static DraftList? List(Draft values, Func<Draft, Draft?> change)
    {
        var list = new DraftList(values.Origin);
        list.Items.AddRange(DraftView.ItemsOf(values).Select(change).OfType<Draft>());
        return list.Items.Count > 0 ? list : null;
    }

    private static Draft? OfValue(Draft value, string keyword, LossList losses)
    {
        if (DraftView.KindOf(value) is not (NodeKind.Object or NodeKind.Array))
        {
            return DraftView.TextOf(value) is null ? Draft.Text(DraftView.ScalarOf(value), value.Origin) : value;
        }

        losses.Add(
            ConversionRules.KeywordLost, value.Origin, $"A value of \"{keyword}\" is an object or a list, which no text is", "it is left out",
            "correct the value, or give the schema a type");
        return null;
    }

    private static Draft OfName(Draft name)
    {
        var written = new DraftObject(name.Origin);
        foreach (var member in DraftView.MembersOf(name))
        {
            var isText = member.Name != "value" || DraftView.TextOf(member.Value) is not null;
            written.Set(member.Name, isText ? member.Value : Draft.Text(DraftView.ScalarOf(member.Value), member.Value.Origin), member.NameOrigin);
        }

        return written;
    }

    private static string LowerFirst(string what) => char.ToLowerInvariant(what[0]) + what[1..];
}
