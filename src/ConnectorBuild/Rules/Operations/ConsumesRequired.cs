using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A body without consumes.</summary>
internal sealed class ConsumesRequired() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4120", "A body without consumes", DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "ConsumesMissing" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Parameters.Any(p => p.In is "body" or "formData")
            && !operation[Keyword.Consumes].Exists
            && !context.Definition[Keyword.Consumes].Exists)
        {
            context.ReportName(
                this, operation.Node,
                $"'{operation.Label}' takes a body, but neither it nor the root says of which type: add \"consumes\": "
                    + $"[\"application/json\"]");
        }
    }
}
