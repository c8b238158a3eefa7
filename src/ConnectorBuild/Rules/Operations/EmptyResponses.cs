using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>responses is empty.</summary>
internal sealed class EmptyResponses() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4106", "responses is empty", DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "OperationMustHaveResponse" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Responses is { IsObject: true, Count: 0 })
        {
            context.ReportName(
                this, operation.Responses,
                $"\"responses\" of '{operation.Label}' is empty, so makers get nothing to use from it: describe at least the answer of "
                    + "success");
        }
    }
}
