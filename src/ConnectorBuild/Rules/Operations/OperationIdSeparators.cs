using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>An operationId has separators.</summary>
internal sealed class OperationIdSeparators() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4102", "An operationId has separators", DiagnosticSeverity.Info) { PlatformCode = "OperationIdSanitized" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Id is { } id && id.AsSpan().IndexOfAny('_', '-', '.') >= 0)
        {
            context.Report(
                this, operation[Keyword.OperationId],
                $"The operationId '{ValueText.Shorten(id)}' has a '-', '_' or '.', so its name in formulas differs from it: prefer "
                    + "PascalCase (renaming breaks flows that use it)");
        }
    }
}
