using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>The OAuth parameter is not called token.</summary>
internal sealed class OAuthParameterIsToken() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3107", "The OAuth parameter is not called token", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        if (parameter.IsOfType("oauthSetting") && !parameter.Node.NameEquals("token"))
        {
            context.ReportName(
                this, parameter.Node,
                $"The OAuth parameter is called '{ValueText.Shorten(parameter.Node.Name)}'. paconn puts the client secret into the "
                    + "parameter 'token' only and says nothing when there is none, so sign-in fails later: rename it to 'token'");
        }
    }
}
