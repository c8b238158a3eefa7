using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>An operationId is not PascalCase.</summary>
internal sealed class OperationIdCasing() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4103", "An operationId is not PascalCase", DiagnosticSeverity.Info);

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Id is { Length: > 0 } id && !char.IsAsciiLetterUpper(id[0]))
        {
            context.Report(
                this, operation[Keyword.OperationId],
                $"The operationId '{ValueText.Shorten(id)}' does not begin with a capital letter; Microsoft's coding standards ask for "
                    + $"PascalCase: prefer '{ValueText.Shorten(char.ToUpperInvariant(id[0]) + id[1..])}' (renaming breaks flows that "
                    + "use it)");
        }
    }
}
