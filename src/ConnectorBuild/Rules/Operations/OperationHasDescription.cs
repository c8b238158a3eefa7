using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>An operation has no description.</summary>
internal sealed class OperationHasDescription() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4116", "An operation has no description", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (!operation.IsInternal && operation[Keyword.Description].IsBlank)
        {
            context.ReportName(
                this, operation.Node,
                $"'{operation.Label}' has no \"description\", which certification demands: say in a sentence what it does");
        }
    }
}
