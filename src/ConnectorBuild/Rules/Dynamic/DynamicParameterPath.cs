using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A path of a dynamic extension leads to no property of the body.</summary>
internal sealed class DynamicParameterPath() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2413", "A path of a dynamic extension leads to no property of the body", DiagnosticSeverity.Warning);

    public void Check(DynamicSite use, RuleContext context)
    {
        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (use.Target is { } target && DynamicParameters.Follow(target, passed.Name, context.Index) is { Step: SchemaGraph.Step.Missing } there)
            {
                context.ReportName(
                    this, passed,
                    $"'{ValueText.Shorten(passed.Name)}' leads to no property of the body of '{target.Label}', so the value goes "
                        + $"nowhere{Hint(there, context)}: write the path of a property, with slashes");
            }

            if (passed[Keyword.ParameterReference] is { IsString: true } reference && Lost(use, reference.Text!, context) is var (source, here))
            {
                context.Report(
                    this, reference,
                    $"The reference {ValueText.Of(reference)} leads to no property of "
                        + $"'{ValueText.Shorten(DynamicParameters.RootOf(reference.Text!))}' of {source}, so the value comes from "
                        + $"nowhere{Hint(here, context)}: write the path of a property, with slashes");
            }
        }
    }

    // Where several operations share a part, it is enough that the path leads somewhere in one of them.
    private static (string Source, SchemaGraph.Arrival Arrival)? Lost(DynamicSite use, string path, RuleContext context)
    {
        var having = context.Index.OperationsOf(use).Where(o => DynamicParameters.BeginsIn(o, path)).ToList();
        SchemaGraph.Arrival first = default;
        foreach (var operation in having)
        {
            var arrival = DynamicParameters.Follow(operation, path, context.Index);
            if (arrival.Step != SchemaGraph.Step.Missing)
            {
                return null;
            }

            first = first.Node.Exists ? first : arrival;
        }

        return having.Count == 0 ? null : (DynamicParameters.LabelOf(having), first);
    }

    private static string Hint(SchemaGraph.Arrival arrival, RuleContext context) =>
        context.Hint(arrival.Segment, context.Index.Schemas.PropertyNames(arrival.Node));
}
