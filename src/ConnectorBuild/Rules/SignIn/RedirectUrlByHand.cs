using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A redirect address in the file.</summary>
internal sealed class RedirectUrlByHand() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3218", "A redirect address in the file", DiagnosticSeverity.Info);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var redirect = parameter.OAuthSettings.FindIgnoringCase("redirectUrl");
        if (redirect.Text is { Length: > 0 } text
            && string.Equals(parameter.OAuthSettings.FindIgnoringCase("redirectMode").Text, "GlobalPerConnector", StringComparison.OrdinalIgnoreCase)
            && text.Contains("/redirect/", StringComparison.Ordinal))
        {
            context.Report(
                this, redirect,
                "\"redirectUrl\" is written by hand, but the platform makes one up for each connector and environment and overwrites "
                    + "this: remove it; the deployment reads the right one back");
        }
    }
}
