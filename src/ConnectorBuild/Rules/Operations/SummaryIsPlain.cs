using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A summary has other characters than letters and digits.</summary>
internal sealed class SummaryIsPlain() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4115", "A summary has other characters than letters and digits",
        DiagnosticSeverity.Info) { PlatformCode = "RestrictedCharactersInSummary" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Summary is not { } text)
        {
            return;
        }

        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not (' ' or '(' or ')' or '/'))
            {
                context.Report(
                    this, operation[Keyword.Summary],
                    $"The summary {ValueText.Of(operation[Keyword.Summary])} has a '{ValueText.Shorten(c.ToString())}'; Microsoft's "
                        + "guidance takes letters, digits, blanks and parentheses: prefer plain words");
                return;
            }
        }
    }
}
