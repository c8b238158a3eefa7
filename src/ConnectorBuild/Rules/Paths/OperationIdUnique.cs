using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>An operationId is used twice.</summary>
internal sealed class OperationIdUnique() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1201", "An operationId is used twice", DiagnosticSeverity.Error) { PlatformCode = "OperationIdNotUnique" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (context.Index.FindOperation(operation.Id) is { } first && first != operation)
        {
            context.Report(this, operation[Keyword.OperationId],
                $"The operationId '{operation.Id}' is used by {first.Node.Name.ToUpperInvariant()} {first.Path} already, and flows "
                    + "find an operation by it alone: give one of the two another id");
        }
    }
}
