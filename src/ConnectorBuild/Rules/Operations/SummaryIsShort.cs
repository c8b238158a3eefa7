using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A summary is longer than 80 characters.</summary>
internal sealed class SummaryIsShort() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4112", "A summary is longer than 80 characters",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "OperationSummaryTooLong" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Summary is { Length: > 80 } text)
        {
            context.Report(
                this, operation[Keyword.Summary],
                $"The summary of '{operation.Label}' has {text.Length} characters, and it is the name that makers see: use at most 80, "
                    + $"and \"description\" for the rest");
        }
    }
}
