using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A summary has a slash.</summary>
internal sealed class SummarySlash() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4113", "A summary has a slash",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "RestrictedCharactersInSummary" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Summary is { } text && text.Contains('/'))
        {
            context.Report(
                this, operation[Keyword.Summary],
                $"The summary {ValueText.Of(operation[Keyword.Summary])} has a '/', which certification does not take: write \"or\" or "
                    + $"\"and\"");
        }
    }
}
