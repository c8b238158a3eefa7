using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A schema refers to itself.</summary>
internal sealed class RecursiveSchema() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4212", "A schema refers to itself", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        // Where definitions are nothing but each other (CB1113), no levels could be written out.
        foreach (var circle in context.Index.ContentCircles(Keyword.Definitions).Count == 0 ? context.Index.Circles.Take(1) : [])
        {
            context.Report(
                this, circle.Closing,
                "The schema that this refers to contains itself, and makers can only use as many levels as the platform unfolds: write "
                    + "out the levels that are needed");
        }
    }
}
