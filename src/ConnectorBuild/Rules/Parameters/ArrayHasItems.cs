using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>An array does not say what its items are.</summary>
internal sealed class ArrayHasItems() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1309", "An array does not say what its items are", DiagnosticSeverity.Warning) { PlatformCode = "ArrayHasNoItems" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Type);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value.Type == SchemaType.Array && !value.Has(Keyword.Items))
        {
            context.Report(this, value[Keyword.Type],
                $"{value.Subject} is an array without \"items\", so a maker sees nothing to pick from it and Swagger 2.0 demands them: "
                    + $"add \"items\": {{ \"type\": ... }}");
        }
    }
}
