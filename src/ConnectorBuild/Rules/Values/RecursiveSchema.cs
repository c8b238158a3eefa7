using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A schema refers to itself.</summary>
internal sealed class RecursiveSchema() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4212", "A schema refers to itself", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        foreach (var reference in context.Index.Circles.Take(1))
        {
            context.Report(this, reference, "The schema that this refers to contains itself, and makers can only use as many levels as the platform unfolds: write out the levels that are needed");
        }
    }
}
