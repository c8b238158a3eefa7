using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>An unusual name for the next page.</summary>
internal sealed class NextLinkNameIsKnown() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4125", "An unusual name for the next page",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "InvalidNextLinkNameValue" };

    public void Check(OperationSite operation, RuleContext context)
    {
        var name = operation[Keyword.XMsPageable][Keyword.NextLinkName];
        if (name.Exists && name.Text is not ("nextLink" or "@odata.nextLink"))
        {
            context.Report(
                this, name,
                $"\"nextLinkName\" is {ValueText.Of(name)}, and the platform supports \"nextLink\" and "
                    + $"\"@odata.nextLink\"{context.Hint(name.Text ?? "", ["nextLink", "@odata.nextLink"])}: rename the property with "
                    + "a policy, and write its name here");
        }
    }
}
