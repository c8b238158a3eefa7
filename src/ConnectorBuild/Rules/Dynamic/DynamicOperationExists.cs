using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension names an operation that does not exist.</summary>
internal sealed class DynamicOperationExists() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2401", "A dynamic extension names an operation that does not exist",
        DiagnosticSeverity.Error) { PlatformCode = "OperationIdNotFound" };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Target is null && use.Node[Keyword.OperationId] is { Exists: true } id)
        {
            context.Report(
                this, id,
                $"There is no operation {ValueText.Of(id)}, so makers get no choices "
                    + $"here{context.Hint(id.Text ?? "", context.Index.OperationIds)}: write the operationId of an operation of this "
                    + "definition");
        }
    }
}
