using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension takes a value from a parameter that does not exist.</summary>
internal sealed class DynamicSourceParameter() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2404", "A dynamic extension takes a value from a parameter that does not exist",
        DiagnosticSeverity.Warning) { PlatformCode = "OperationParameterNameNotFound" };

    public void Check(DynamicSite use, RuleContext context)
    {
        // Paths into the body are for the newer extension; beside it nobody reads them here.
        if (use.IsSuperseded)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (passed[Keyword.Parameter] is { Exists: true, IsString: false } wrong)
            {
                context.Report(
                    this, wrong,
                    $"\"parameter\" must be the name of a parameter but is {ValueText.Of(wrong)}, so the value comes from nowhere: "
                        + $"write it in quotes (a fixed value stands without \"parameter\")");
            }
            else if (passed[Keyword.Parameter] is { IsString: true } reference
                && reference.Text is { Length: > 0 } name
                && context.Index.OperationsOf(use) is { Count: > 0 } sources
                && !sources.Any(
                    o => o.Parameters.Any(p => p.Name == name)
                        || context.Index.Schemas.HasPropertyNamed(DynamicParameters.BodyOf(o), name)))
            {
                context.Report(
                    this, reference,
                    $"There is no parameter '{ValueText.Shorten(name)}' of {DynamicParameters.LabelOf(sources)} from which the value "
                        + $"could come{context.Hint(name, DynamicParameters.NamesOf(sources))}: name one of its parameters (for a part "
                        + $"of the body use x-ms-dynamic-list with \"parameterReference\")");
            }
        }
    }
}
