using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A constraint that contradicts itself.</summary>
internal sealed class ConstraintsAgree() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1311", "A constraint that contradicts itself", DiagnosticSeverity.Warning);

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Pattern, Keyword.Minimum, Keyword.Maximum, Keyword.MinLength, Keyword.MaxLength, Keyword.MinItems, Keyword.MaxItems, Keyword.ExclusiveMinimum, Keyword.ExclusiveMaximum,
        Keyword.MinProperties, Keyword.MaxProperties, Keyword.MultipleOf);

    public void Check(ValueSite value, RuleContext context)
    {
        Order(value, context, Keyword.Minimum, Keyword.Maximum, "MinimumShouldBeLessThanOrEqualToMaximum");
        Order(value, context, Keyword.MinLength, Keyword.MaxLength, "MinLengthShouldBeLessThanOrEqualToMaxLength");
        Order(value, context, Keyword.MinItems, Keyword.MaxItems, "MinItemsShouldBeLessThanOrEqualToMaxItems");
        Order(value, context, Keyword.MinProperties, Keyword.MaxProperties, null);
        Count(value, context, Keyword.MinProperties);
        Count(value, context, Keyword.MaxProperties);
        Count(value, context, Keyword.MinLength);
        Count(value, context, Keyword.MaxLength);
        Count(value, context, Keyword.MinItems);
        Count(value, context, Keyword.MaxItems);
        Needs(value, context, Keyword.ExclusiveMinimum, Keyword.Minimum);
        Needs(value, context, Keyword.ExclusiveMaximum, Keyword.Maximum);
        if (value[Keyword.MultipleOf] is { Number: <= 0 } step)
        {
            context.Report(
                this, step,
                $"\"multipleOf\" of {value.Label} is {ValueText.Of(step)}, of which no number is a multiple: write a number above 0, "
                    + "or remove it",
                "MultipleOfMustBeGreaterThanZero");
        }

        if (value[Keyword.Pattern] is { Exists: true } pattern && !context.Patterns.IsValid(pattern))
        {
            context.Report(
                this, pattern,
                $"\"pattern\" of {value.Label}, {ValueText.Of(pattern)}, is not a regular expression, so no value can be checked with "
                    + "it: correct or remove it",
                "PatternShouldBeValidRegularExpression");
        }
    }

    private void Order(ValueSite value, RuleContext context, Keyword low, Keyword high, string? code)
    {
        if (value.Has(low) && value.Has(high) && value[low].Number > value[high].Number)
        {
            context.Report(
                this, value[low],
                $"\"{KeywordTable.Text(low)}\" of {value.Label} is {ValueText.Of(value[low])} and larger than "
                    + $"\"{KeywordTable.Text(high)}\", {ValueText.Of(value[high])}, so no value is valid: exchange or correct them",
                code);
        }
    }

    private void Count(ValueSite value, RuleContext context, Keyword keyword)
    {
        if (value[keyword] is { Exists: true } limit && !(limit.Number is >= 0 and var number && number == Math.Floor(number)))
        {
            var name = KeywordTable.Text(keyword);
            context.Report(
                this, limit,
                $"\"{name}\" of {value.Label} is {ValueText.Of(limit)}, but it counts something: write a whole number, 0 or more",
                $"{char.ToUpperInvariant(name[0])}{name[1..]}MustBeGreaterThanOrEqualToZero");
        }
    }

    private void Needs(ValueSite value, RuleContext context, Keyword exclusive, Keyword limit)
    {
        // False is what it means to leave it out.
        if (value.Has(exclusive) && !value.Has(limit) && value[exclusive].Kind != NodeKind.False)
        {
            var (name, other) = (KeywordTable.Text(exclusive), KeywordTable.Text(limit));
            context.ReportName(
                this, value[exclusive],
                $"\"{name}\" of {value.Label} says that \"{other}\" is excluded, but there is no \"{other}\" (a number here is OpenAPI "
                    + $"3.1): add \"{other}\", or remove \"{name}\"",
                exclusive == Keyword.ExclusiveMinimum ? "ExclusiveMinimumRequiresMinimum" : "ExclusiveMaximumRequiresMaximum");
        }
    }
}
