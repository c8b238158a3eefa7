using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>Generic OAuth lacks one of its addresses.</summary>
internal sealed class OAuthSignInIsComplete() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3204", "Generic OAuth lacks one of its addresses", DiagnosticSeverity.Warning);

    private static readonly string[] Plain = ["authorizationUrl", "tokenUrl", "refreshUrl"];
    private static readonly string[] Templates = ["authorizationUrlTemplate", "tokenUrlTemplate", "refreshUrlTemplate"];

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        var needed = settings.ProviderIs("oauth2") ? Plain : settings.ProviderIs("oauth2generic") ? Templates : [];
        foreach (var name in needed)
        {
            if (settings.CustomValue(name) is not { IsString: true, IsBlank: false })
            {
                var at = settings.Custom(name) is { Exists: true } entry ? entry : settings.CustomParameters is { Exists: true } all ? all : settings.Node;
                context.ReportName(
                    this, at,
                    $"'{name}' is missing or empty, and the provider {ValueText.Of(settings.Provider)} needs authorization, token and "
                        + "refresh address, all three: "
                        + $"{context.RenameAdvice(name, settings.CustomNames.Except(needed, StringComparer.OrdinalIgnoreCase))}add "
                        + $"\"{name}\": {{ \"value\": \"https://...\" }}");
            }
        }
    }
}
