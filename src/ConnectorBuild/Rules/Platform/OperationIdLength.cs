using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>An operationId is longer than 80 characters.</summary>
internal sealed class OperationIdLength() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2102", "An operationId is longer than 80 characters", DiagnosticSeverity.Warning) { PlatformCode = "OperationIdTooLong" };

    private const int Limit = 80;

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Id is { Length: > Limit } id)
        {
            context.Report(
                this, operation[Keyword.OperationId],
                $"The operationId '{ValueText.Shorten(id)}' has {id.Length} characters; the longest in published connectors has 77, "
                    + $"and Microsoft does not say where its limit is: use at most {Limit}");
        }
    }
}
