using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>The identity provider is unknown.</summary>
internal sealed class ProviderIsKnown() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3202", "The identity provider is unknown", DiagnosticSeverity.Warning);

    private static readonly string[] Providers =
    [
        "aad", "aadcertificate", "oauth2", "oauth2generic", "facebook", "github", "google", "dropbox", "salesforce", "microsoftaccount",
        "instagram", "linkedin", "intuit", "box", "slack", "smartsheet", "twitter", "yammer",
    ];

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        if (!parameter.IsOfType("oauthSetting") || !parameter.OAuthSettings.IsObject)
        {
            return;
        }

        var provider = parameter.OAuthSettings.FindIgnoringCase("identityProvider");
        if (!provider.Exists)
        {
            context.ReportName(
                this, parameter.OAuthSettings,
                "\"identityProvider\" is missing, so the platform does not know how to sign in: write \"aad\" for Microsoft Entra, "
                    + "\"oauth2\" for another provider");
        }
        else if (!Providers.Contains(provider.Text, StringComparer.OrdinalIgnoreCase))
        {
            var entra = provider.Text is { } text && text.Contains("entra", StringComparison.OrdinalIgnoreCase)
                ? "; did you mean 'aad'?"
                : context.Hint(provider.Text ?? "", Providers);
            context.Report(
                this, provider,
                $"The identity provider {ValueText.Of(provider)} is not one that connectors of one's own can use{entra}: write \"aad\" "
                    + $"for Microsoft Entra, \"oauth2\" for another provider");
        }
    }
}
