using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Constraints that no value can be checked by: the platform refuses them, so they are not written.</summary>
internal sealed class SchemaConstraints(LossList losses)
{
    private static readonly string[] Counts = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];

    private static readonly (string Low, string High)[] Ranges =
        [("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")];

    private readonly PatternSyntax _patterns = new();

    /// <summary>Takes what is not valid out of a schema.</summary>
    public void Clean(DraftObject schema)
    {
        foreach (var name in Counts)
        {
            if (schema[name] is { } count && !(count.Origin.Number is >= 0 and var number && number == Math.Floor(number)))
            {
                Drop(schema, name, count, $"'{name}' counts something but is {ValueText.Of(count.Origin)}", "write a whole number, 0 or more");
            }
        }

        if (schema["multipleOf"] is { } step && !(step.Origin.Number > 0))
        {
            Drop(schema, "multipleOf", step, $"No number is a multiple of {ValueText.Of(step.Origin)}", "write a number above 0");
        }

        if (schema["pattern"] is { } pattern && !_patterns.IsValid(pattern.Origin))
        {
            Drop(
                schema, "pattern", pattern, $"The pattern {ValueText.Of(pattern.Origin)} is not a regular expression that the platform reads",
                "correct the pattern");
        }

        foreach (var (low, high) in Ranges)
        {
            CleanRange(schema, low, high);
        }
    }

    private void CleanRange(DraftObject schema, string low, string high)
    {
        if (schema[low] is not { } least || schema[high] is not { } most || !(least.Origin.Number > most.Origin.Number))
        {
            return;
        }

        Drop(
            schema, low, least, $"'{low}' is {ValueText.Of(least.Origin)} and larger than '{high}', {ValueText.Of(most.Origin)}, so no value is valid",
            "exchange or correct the two", "both are left out");
        schema.Remove(high);
        if (high == "maximum")
        {
            schema.Remove("exclusiveMinimum");
            schema.Remove("exclusiveMaximum");
        }
    }

    private void Drop(DraftObject schema, string name, Draft value, string what, string keep, string instead = "it is left out")
    {
        losses.Add(ConversionRules.KeywordLost, value.Origin, what, instead, keep + ", or take the keyword out");
        schema.Remove(name);
    }
}
