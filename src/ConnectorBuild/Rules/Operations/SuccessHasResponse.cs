using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>No response for success.</summary>
internal sealed class SuccessHasResponse() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4107", "No response for success",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "OperationShouldHaveSuccessfulResponse" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Responses is { IsObject: true, Count: > 0 } && !operation.Responses.Children.Any(r => r.RawName.StartsWith("2"u8)))
        {
            context.ReportName(
                this, operation.Responses,
                $"'{operation.Label}' describes no answer of success (200 to 299), so makers get nothing to use from it: describe it "
                    + $"under its status code instead of \"default\"");
        }
    }
}
