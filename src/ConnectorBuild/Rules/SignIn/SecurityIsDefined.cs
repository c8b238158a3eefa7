using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>security names a scheme that is not defined.</summary>
internal sealed class SecurityIsDefined() : Rule(Code), IDefinitionRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3002", "security names a scheme that is not defined",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "SecurityRequirementMustBeDefined" };

    public void Check(RuleContext context) => CheckList(context.Definition[Keyword.Security], context);

    public void Check(OperationSite operation, RuleContext context) => CheckList(operation[Keyword.Security], context);

    private void CheckList(SourceNode security, RuleContext context)
    {
        var definitions = context.Definition[Keyword.SecurityDefinitions];
        foreach (var requirement in security.Elements)
        {
            foreach (var scheme in requirement.Members)
            {
                if (!context.Index.Members.Find(definitions, scheme.Name).Exists)
                {
                    context.ReportName(
                        this, scheme,
                        $"'{ValueText.Shorten(scheme.Name)}' is not in \"securityDefinitions\", so the requirement means nothing (the "
                            + $"platform takes the sign-in from apiProperties.json){context.Hint(scheme.Name, Names(definitions))}: "
                            + "define it or correct the name");
                }
            }
        }
    }

    private static IEnumerable<string> Names(SourceNode definitions)
    {
        foreach (var definition in definitions.Members)
        {
            yield return definition.Name;
        }
    }
}
