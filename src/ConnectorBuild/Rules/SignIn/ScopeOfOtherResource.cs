using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A scope belongs to another resource.</summary>
internal sealed class ScopeOfOtherResource() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3216", "A scope belongs to another resource", DiagnosticSeverity.Info);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (!settings.IsEntra
            || settings.CustomValue("resourceUri").Text is not { } resource
            || !Uri.TryCreate(resource, UriKind.Absolute, out var resourceUri))
        {
            return;
        }

        foreach (var definition in context.Definition[Keyword.SecurityDefinitions].Members)
        {
            foreach (var scope in definition[Keyword.Scopes].Members)
            {
                if (Uri.TryCreate(scope.Name, UriKind.Absolute, out var scopeUri)
                    && scopeUri.Scheme is "https" or "api"
                    && !string.Equals(scopeUri.Host, resourceUri.Host, StringComparison.OrdinalIgnoreCase))
                {
                    context.ReportName(this, scope, $"The scope '{ValueText.Shorten(scope.Name)}' belongs to another API than \"resourceUri\" ({ValueText.Shorten(resource)}), and a token is for one API only: make them agree");
                }
            }
        }
    }
}
