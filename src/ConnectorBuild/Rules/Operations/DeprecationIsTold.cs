using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A deprecated operation does not say so, or a replacement is incomplete.</summary>
internal sealed class DeprecationIsTold() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4121", "A deprecated operation does not say so, or a replacement is incomplete",
        DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(OperationSite operation, RuleContext context)
    {
        var summary = operation[Keyword.Summary];
        if (operation.IsDeprecated && !operation.IsInternal && summary.Text is { } text
            && !text.Contains("deprecated", StringComparison.OrdinalIgnoreCase))
        {
            context.Report(
                this, summary,
                $"'{operation.Label}' is deprecated, but its summary, all that makers see, does not say so: end it with \"(deprecated)\"");
        }

        var replacement = operation[Keyword.XMsApiAnnotation][Keyword.Replacement];
        if (!replacement.Exists)
        {
            return;
        }

        if (!operation.IsDeprecated)
        {
            context.ReportName(
                this, replacement,
                $"'{operation.Label}' names a replacement but is not deprecated: add \"deprecated\": true, or remove the replacement",
                "ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations");
        }

        if (replacement[Keyword.Api].IsBlank)
        {
            context.ReportName(
                this, replacement, "The replacement does not say in which API it is: add \"api\"",
                "ApiAnnotationExtensionReplacementInfoMissingApiProperty");
        }

        if (replacement[Keyword.OperationId].IsBlank)
        {
            context.ReportName(
                this, replacement, "The replacement does not say which operation it is: add \"operationId\"",
                "ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty");
        }
    }
}
