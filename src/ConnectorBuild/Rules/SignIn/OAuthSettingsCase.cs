using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>oAuthSettings is missing or in the wrong case.</summary>
internal sealed class OAuthSettingsCase() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3106", "oAuthSettings is missing or in the wrong case", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        if (!parameter.IsOfType("oauthSetting") || parameter.Node[Keyword.OAuthSettings].IsObject)
        {
            return;
        }

        if (parameter.OAuthSettings is { Exists: true, Name: not "oAuthSettings" } settings)
        {
            context.ReportName(
                this, settings,
                $"'{settings.Name}' is in the wrong case: paconn and other tools look for 'oAuthSettings' and silently leave the "
                    + "client secret out. Rename it");
        }
        else
        {
            var at = parameter.OAuthSettings is { Exists: true } wrong ? wrong : parameter.Node;
            context.Report(
                this, at,
                $"The connection parameter '{ValueText.Shorten(parameter.Node.Name)}' signs in with OAuth but has no object "
                    + $"\"oAuthSettings\", so the platform does not know with whom: add it with identityProvider, clientId and "
                    + "customParameters");
        }
    }
}
