using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension leaves a required parameter out.</summary>
internal sealed class DynamicParameterSupplied() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2403", "A dynamic extension leaves a required parameter out",
        DiagnosticSeverity.Error) { PlatformCode = "OperationMissingRequiredProperty" };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Target is not { } target)
        {
            return;
        }

        foreach (var parameter in target.Parameters)
        {
            if (parameter.Node[Keyword.Required].IsTrue
                && parameter.In is not ("body" or "")
                && !parameter.Node[Keyword.Default].Exists
                && !use.Node[Keyword.Parameters].Members.Any(p => DynamicParameters.RootOf(p.Name) == parameter.Name))
            {
                var at = use.Node[Keyword.Parameters] is { Exists: true } list ? list : use.Node[Keyword.OperationId];
                context.Report(
                    this, at,
                    $"The operation '{target.Label}' requires '{ValueText.Shorten(parameter.Name)}', which is not passed here and has "
                        + $"no default, so the call fails: pass it in \"parameters\"");
            }
        }
    }
}
