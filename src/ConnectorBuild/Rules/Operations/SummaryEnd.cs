using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A summary does not end with a letter or digit.</summary>
internal sealed class SummaryEnd() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4114", "A summary does not end with a letter or digit",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "ValueMustEndWithAlphanumeric" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Summary is { Length: > 0 } text && !char.IsLetterOrDigit(text[^1]) && text[^1] != ')')
        {
            context.Report(
                this, operation[Keyword.Summary],
                $"The summary {ValueText.Of(operation[Keyword.Summary])} does not end with a letter or digit, but it is a name, not a "
                    + "sentence: remove the last character");
        }
    }
}
