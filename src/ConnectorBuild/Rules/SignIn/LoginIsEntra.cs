using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>The login address is not one of Entra's.</summary>
internal sealed class LoginIsEntra() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3217", "The login address is not one of Entra's", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        var login = settings.CustomValue("loginUri");
        if (!settings.IsEntra || login.Text is not { Length: > 0 } text || VariableText.IsReference(text))
        {
            return;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "https" || !EntraHosts.Contains(uri.Host))
        {
            context.Report(
                this, login,
                $"The login address {ValueText.Of(login)} is not one of Microsoft "
                    + $"Entra's{context.Hint(text, EntraHosts.All.Select(h => "https://" + h))}: write "
                    + $"\"https://login.microsoftonline.com\" (or the address of your sovereign cloud)");
        }
        else if (uri.AbsolutePath.Length > 1)
        {
            context.Report(
                this, login,
                $"The login address {ValueText.Of(login)} has a path, and the platform puts the tenant behind it itself: write "
                    + $"\"https://{uri.Host}\"");
        }
    }
}
