using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>An operationId has characters that names cannot have.</summary>
internal sealed class OperationIdCharacters() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4101", "An operationId has characters that names cannot have",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "OperationIdSanitized" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Id is { } id && id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.')))
        {
            context.Report(
                this, operation[Keyword.OperationId],
                $"The operationId '{ValueText.Shorten(id)}' has characters besides letters and digits, so its name in formulas differs "
                    + "from it: write it in PascalCase without blanks");
        }
    }
}
