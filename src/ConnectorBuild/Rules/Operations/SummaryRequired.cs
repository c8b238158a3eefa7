using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>An operation has no summary.</summary>
internal sealed class SummaryRequired() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4111", "An operation has no summary", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (!operation.IsInternal && operation[Keyword.Summary].IsBlank)
        {
            context.ReportName(this, operation.Node, $"'{operation.Label}' has no \"summary\", which is the name that makers see: add a few words");
        }
    }
}
