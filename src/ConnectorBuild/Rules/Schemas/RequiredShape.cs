using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>required is empty, has duplicates or is not a list.</summary>
internal sealed class RequiredShape() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1403", "required is empty, has duplicates or is not a list", DiagnosticSeverity.Error) { PlatformCode = "RequiredPropertyArrayEmpty" };

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema || value[Keyword.Required] is not { Exists: true } required)
        {
            return;
        }

        if (required.IsBoolean)
        {
            context.Report(this, required, $"\"required\" of {value.Label} is {ValueText.Of(required)}, but in a schema it is the list of the properties that are required, and the platform refuses anything else: name the property in \"required\" of the schema around it");
        }
        else if (!required.IsArray || required.Count == 0)
        {
            context.Report(this, required, $"\"required\" of {value.Label} must be a list with at least one name but is {(required.IsArray ? "empty" : ValueText.Of(required))}, which the platform refuses: remove it, or name the properties");
        }
        else
        {
            CheckEntries(required, context);
        }
    }

    private void CheckEntries(SourceNode required, RuleContext context)
    {
        HashSet<string>? seen = null;
        foreach (var entry in required.Children)
        {
            seen ??= new(StringComparer.Ordinal);
            if (entry.Text is not { } name)
            {
                context.Report(this, entry, $"\"required\" lists names of properties, but this is {ValueText.Of(entry)}: write the name in quotes");
            }
            else if (!seen.Add(name))
            {
                context.Report(this, entry, $"'{ValueText.Shorten(name)}' is in \"required\" already, and Swagger 2.0 demands that names differ: remove one", "ArrayDuplicateValue");
            }
        }
    }
}
