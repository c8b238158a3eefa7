using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>required is empty, has duplicates or is not a list.</summary>
internal sealed class RequiredShape() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1403", "required is empty, has duplicates or is not a list",
        DiagnosticSeverity.Error) { PlatformCode = "RequiredPropertyArrayEmpty" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Required);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema || value[Keyword.Required] is not { Exists: true } required)
        {
            return;
        }

        if (required.IsBoolean)
        {
            context.Report(
                this, required,
                $"\"required\" of {value.Label} is {ValueText.Of(required)}, but in a schema it is the list of the properties that are "
                    + $"required, and the platform refuses anything else: name the property in \"required\" of the schema around it");
        }
        else if (!required.IsArray || required.Count == 0)
        {
            context.Report(
                this, required,
                $"\"required\" of {value.Label} must be a list with at least one name but is "
                    + $"{(required.IsArray ? "empty" : ValueText.Of(required))}, which the platform refuses: remove it, or name the "
                    + "properties");
        }
        else
        {
            CheckEntries(required, context);
        }
    }

    private void CheckEntries(SourceNode required, RuleContext context)
    {
        var seen = new SeenValues(required);
        foreach (var entry in required.Children)
        {
            if (!entry.IsString)
            {
                context.Report(this, entry, $"\"required\" lists names of properties, but this is {ValueText.Of(entry)}: write the name in quotes");
            }
            else if (entry.IsBlank)
            {
                context.Report(
                    this, entry,
                    "\"required\" lists an empty name, which no property has, and the platform refuses it: write a property's name, or "
                        + "remove the entry",
                    "RequiredValueEmpty");
            }
            else if (!seen.Add(entry))
            {
                context.Report(
                    this, entry,
                    $"{ValueText.Of(entry)} is in \"required\" already, and Swagger 2.0 demands that names differ: remove one",
                    "ArrayDuplicateValue");
            }
        }
    }
}
