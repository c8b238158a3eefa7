using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A path of a dynamic extension leads to no property of the body.</summary>
internal sealed class DynamicParameterPath() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2413", "A path of a dynamic extension leads to no property of the body", DiagnosticSeverity.Warning);

    public void Check(DynamicSite use, RuleContext context)
    {
        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (use.Target is { } target && DynamicParameters.Follow(target, passed.Name, context.Index) is { Step: SchemaGraph.Step.Missing } there)
            {
                context.ReportName(this, passed, $"'{ValueText.Shorten(passed.Name)}' leads to no property of the body of '{target.Label}', so the value goes nowhere{Hint(there, context)}: write the path of a property, with slashes");
            }

            if (passed[Keyword.ParameterReference] is { IsString: true } reference
                && use.Operation is { } source
                && DynamicParameters.Follow(source, reference.Text!, context.Index) is { Step: SchemaGraph.Step.Missing } here)
            {
                context.Report(this, reference, $"The reference {ValueText.Of(reference)} leads to no property of '{ValueText.Shorten(DynamicParameters.RootOf(reference.Text!))}' of '{source.Label}', so the value comes from nowhere{Hint(here, context)}: write the path of a property, with slashes");
            }
        }
    }

    private static string Hint(SchemaGraph.Arrival arrival, RuleContext context) =>
        context.Hint(arrival.Segment, context.Index.Schemas.PropertyNames(arrival.Node));
}
