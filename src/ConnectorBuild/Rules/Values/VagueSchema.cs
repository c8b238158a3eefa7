using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A schema that does not say what it is.</summary>
internal sealed class VagueSchema() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4208", "A schema that does not say what it is", DiagnosticSeverity.Info);

    public KeywordSet? LooksAt => null;

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema || value.IsReference)
        {
            return;
        }

        if (value.Type == SchemaType.Missing)
        {
            if (!value.IsComposed && !IsAnything(value) && !value.Has(Keyword.XMsDynamicSchema) && !value.Has(Keyword.XMsDynamicProperties))
            {
                context.ReportName(this, value.Node, $"{value.Subject} has no \"type\", so makers and formulas have to guess what it is: add one");
            }
        }
        else if (value.Type == SchemaType.Object)
        {
            if (!value.Has(Keyword.Properties)
                && !value.Has(Keyword.AdditionalProperties)
                && !value.IsComposed
                && !value.Has(Keyword.XMsDynamicSchema)
                && !value.Has(Keyword.XMsDynamicProperties))
            {
                context.ReportName(
                    this, value.Node,
                    $"{value.Subject} is an object without \"properties\", so makers get no fields to fill in or use: list them, or "
                        + $"add \"additionalProperties\"");
            }
        }

        if (value.Has(Keyword.Items) && value.Type is not (SchemaType.Missing or SchemaType.Array))
        {
            context.ReportName(
                this, value[Keyword.Items],
                $"{value.Subject} has \"items\" but is of the type {ValueText.Of(value[Keyword.Type])}, so they do nothing: write "
                    + $"\"array\", or remove them");
        }
    }

    // "additionalProperties": {} is how Swagger 2.0 says that other properties may hold anything.
    private static bool IsAnything(ValueSite value) =>
        value.Role == ValueRole.AdditionalProperties && !value.Has(Keyword.Properties) && !value.Has(Keyword.Items);
}
