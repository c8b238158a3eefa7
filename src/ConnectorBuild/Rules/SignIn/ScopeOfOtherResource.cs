using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>
/// A scope of another API than the one that the connector asks a token for. Among the settings it is asked for in vain; in the definition
/// it only misleads.
/// </summary>
internal sealed class ScopeOfOtherResource() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3216", "A scope belongs to another resource", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (!settings.IsEntra || settings.CustomValue("resourceUri").Text is not { Length: > 0 } resource || VariableText.IsReference(resource))
        {
            return;
        }

        var scopes = settings.Node.FindIgnoringCase("scopes");
        if (scopes.IsString)
        {
            CheckText(scopes, resource, context);
        }

        foreach (var scope in scopes.Elements)
        {
            CheckText(scope, resource, context);
        }

        foreach (var definition in context.Definition[Keyword.SecurityDefinitions].Members)
        {
            foreach (var scope in definition[Keyword.Scopes].Members)
            {
                if (ScopeResource.IsOther(scope.Name, resource))
                {
                    context.ReportName(this, scope, Message(scope.Name, resource), severity: DiagnosticSeverity.Info);
                }
            }
        }
    }

    // Several scopes may stand in one text, as the portal writes them.
    private void CheckText(SourceNode text, string resource, RuleContext context)
    {
        foreach (var scope in ScopeText.Split(text.Text ?? ""))
        {
            if (ScopeResource.IsOther(scope, resource))
            {
                context.Report(this, text, Message(scope, resource));
                return;
            }
        }
    }

    private static string Message(string scope, string resource) =>
        $"The scope '{ValueText.Shorten(scope)}' belongs to another API than \"resourceUri\" ({ValueText.Shorten(resource)}), and a "
            + "token is for one API only, "
            + "so calls never carry it: remove the scope, or make a second connector for that API";
}
