using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>Entra compares audiences as text, and these APIs have one spelling that works.</summary>
internal sealed class AudienceIsExact() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3208", "The audience of a known API is written differently", DiagnosticSeverity.Warning);

    private static readonly string[] Audiences =
    [
        "https://management.core.windows.net/", "https://service.powerapps.com/", "https://service.flow.microsoft.com/",
    ];

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (!settings.IsEntra)
        {
            return;
        }

        Compare(settings.CustomValue("resourceUri"), context);
        Compare(settings.Node[Keyword.Properties].FindIgnoringCase("AzureActiveDirectoryResourceId"), context);
    }

    private void Compare(SourceNode audience, RuleContext context)
    {
        if (audience.Text is { } text
            && Audiences.FirstOrDefault(a => string.Equals(a.TrimEnd('/'), text.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)) is { } right
            && text != right)
        {
            context.Report(
                this, audience,
                $"The audience {ValueText.Of(audience)} must be written exactly as \"{right}\", with the slash at the end, or the API "
                    + "refuses the token (or Entra answers AADSTS500011): correct it");
        }
    }
}
