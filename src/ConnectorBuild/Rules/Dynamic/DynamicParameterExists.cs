using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension passes a parameter that the operation does not have.</summary>
internal sealed class DynamicParameterExists() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2402", "A dynamic extension passes a parameter that the operation does not have",
        DiagnosticSeverity.Error) { PlatformCode = "OperationParameterNameNotFound" };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Target is not { } target)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            var name = passed.Name;
            if (!DynamicParameters.Takes(target, name, context.Index))
            {
                context.ReportName(
                    this, passed,
                    $"The operation '{target.Label}' has no parameter '{ValueText.Shorten(name)}', and the platform refuses to pass it "
                        + $"one{context.Hint(name, target.Parameters.Select(p => p.Name))}: correct or remove it");
            }
        }
    }
}
