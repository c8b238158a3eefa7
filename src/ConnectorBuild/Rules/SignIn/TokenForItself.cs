using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>The app asks for a token for itself.</summary>
internal sealed class TokenForItself() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3213", "The app asks for a token for itself", DiagnosticSeverity.Warning);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        var resourceUri = settings.CustomValue("resourceUri");
        if (settings.IsEntra
            && settings.Node.FindIgnoringCase("clientId").Text is { } clientId
            && Guid.TryParse(clientId, out var app)
            && app != Guid.Empty
            && resourceUri.Text is { } resource
            && resource.Length > 36
            && resource.Contains(clientId, StringComparison.OrdinalIgnoreCase))
        {
            context.Report(
                this, resourceUri,
                $"The resource {ValueText.Of(resourceUri)} is the app that signs in, and Entra answers AADSTS90009 (\"requesting a "
                    + $"token for itself\") to its address: register a second app for the connector, or write the bare client id");
        }
    }
}
