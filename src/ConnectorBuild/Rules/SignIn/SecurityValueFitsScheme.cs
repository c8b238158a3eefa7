using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>An entry of <c>security</c> has scopes that its scheme does not know, or no list.</summary>
internal sealed class SecurityValueFitsScheme() : Rule(Code), IDefinitionRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3007", "An entry of security does not fit its scheme", DiagnosticSeverity.Error);

    public void Check(RuleContext context) => CheckList(context.Definition[Keyword.Security], context);

    public void Check(OperationSite operation, RuleContext context) => CheckList(operation[Keyword.Security], context);

    private void CheckList(SourceNode security, RuleContext context)
    {
        foreach (var requirement in security.Elements)
        {
            foreach (var scheme in requirement.Members)
            {
                CheckScheme(scheme, context);
            }
        }
    }

    private void CheckScheme(SourceNode scheme, RuleContext context)
    {
        var name = ValueText.Shorten(scheme.Name);
        if (!scheme.IsArray)
        {
            context.Report(this, scheme,
                $"The requirement '{name}' must be a list of scopes but is {ValueText.Of(scheme)}, so the platform refuses it: write "
                    + "[] where there are none",
                "SecurityRequirementMustHaveValue");
            return;
        }

        var type = context.Index.Members.Find(context.Definition[Keyword.SecurityDefinitions], scheme.Name)[Keyword.Type];
        if (scheme.Count > 0 && (type.TextEquals("apiKey") || type.TextEquals("basic")))
        {
            context.ReportName(this, scheme,
                $"The requirement '{name}' lists scopes, but its scheme is of the type {ValueText.Of(type)}, which has none, so the "
                    + "platform refuses it: write []",
                "SecurityRequirementMustHaveEmptyValue");
        }
    }
}
