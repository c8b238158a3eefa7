using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A summary names a Power Platform product.</summary>
internal sealed class SummaryNamesNoProduct() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4119", "A summary names a Power Platform product",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "ValueContainsRestrictedWords" };

    public void Check(OperationSite operation, RuleContext context)
    {
        var summary = operation[Keyword.Summary];
        if (operation.Summary is { } text && ProductNames.FindIn(text) is { } product)
        {
            context.Report(
                this, summary,
                $"The summary {ValueText.Of(summary)} names '{product}', and certification takes no names of Power Platform products, "
                    + "since a connector works in all of them: leave it out");
        }
    }
}
