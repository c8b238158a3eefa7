using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>The identity provider does not fit the addresses.</summary>
internal sealed class ProviderMatchesDefinition() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3212", "The identity provider does not fit the addresses", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (settings.ProviderIs("aad"))
        {
            foreach (var definition in context.Definition[Keyword.SecurityDefinitions].Members)
            {
                if (definition[Keyword.AuthorizationUrl].Text is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri)
                    && !EntraHosts.Contains(uri.Host))
                {
                    context.Report(
                        this, settings.Provider,
                        $"The identity provider is \"aad\", but the definition signs in at {ValueText.Shorten(uri.Host)}, which is not "
                            + $"Microsoft Entra, so makers would sign in at the wrong place: write \"oauth2\" here, or Entra's "
                            + $"addresses in \"securityDefinitions\"");
                    return;
                }
            }
        }
        else if ((settings.ProviderIs("oauth2") || settings.ProviderIs("oauth2generic"))
            && (settings.CustomValue("authorizationUrl") is { Exists: true } plain ? plain : settings.CustomValue("authorizationUrlTemplate")).Text is { } address
            && Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && EntraHosts.Contains(uri.Host))
        {
            context.Report(
                this, settings.Provider,
                $"The identity provider is {ValueText.Of(settings.Provider)}, but it signs in at {uri.Host}, which is Microsoft Entra "
                    + $"(the portal's default changed once from one to the other): \"aad\" asks for a tenant and a resource and "
                    + "supports on-behalf-of; keep this only if it is meant",
                severity: DiagnosticSeverity.Info);
        }
    }
}
