using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A scope is not declared in securityDefinitions.</summary>
internal sealed class ScopeIsDeclared() : Rule(Code), IDefinitionRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3003", "A scope is not declared in securityDefinitions",
        DiagnosticSeverity.Info) { PlatformCode = "OAuthSecurityRequirementValueMustBeScopeName" };

    public void Check(RuleContext context) => CheckList(context.Definition[Keyword.Security], context);

    public void Check(OperationSite operation, RuleContext context) => CheckList(operation[Keyword.Security], context);

    private void CheckList(SourceNode security, RuleContext context)
    {
        foreach (var requirement in security.Elements)
        {
            foreach (var scheme in requirement.Members)
            {
                var definition = context.Index.Members.Find(context.Definition[Keyword.SecurityDefinitions], scheme.Name);
                foreach (var scope in definition[Keyword.Type].TextEquals("oauth2") ? scheme.Elements : default)
                {
                    if (scope.Text is { } name && !context.Index.Members.Find(definition[Keyword.Scopes], name).Exists)
                    {
                        context.Report(
                            this, scope,
                            $"The scope '{ValueText.Shorten(name)}' is not among the scopes of '{ValueText.Shorten(scheme.Name)}' in "
                                + $"\"securityDefinitions\", so readers do not learn what it is for: add it there");
                    }
                }
            }
        }
    }
}
