using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A capability names an operation that does not exist.</summary>
internal sealed class CapabilityOperation() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2409", "A capability names an operation that does not exist",
        DiagnosticSeverity.Error) { PlatformCode = "OperationIdNotFound" };

    public void Check(RuleContext context)
    {
        foreach (var capability in context.Definition[Keyword.XMsCapabilities].Members)
        {
            CheckId(capability, context);
            foreach (var part in capability.Members)
            {
                CheckId(part, context);
            }
        }
    }

    private void CheckId(SourceNode holder, RuleContext context)
    {
        if (holder[Keyword.OperationId] is { Exists: true } id && context.Index.FindOperation(id.Text) is null)
        {
            context.Report(
                this, id,
                $"The capability '{ValueText.Shorten(holder.Name)}' uses the operation {ValueText.Of(id)}, which does not exist, so it "
                    + $"cannot work{context.Hint(id.Text ?? "", context.Index.OperationIds)}: write the operationId of an operation of "
                    + "this definition");
        }
    }
}
