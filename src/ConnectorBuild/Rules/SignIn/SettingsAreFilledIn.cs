using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>
/// A placeholder among the settings of a sign-in that nobody but the author can fill in. The client id is <see cref="ClientIdIsSet"/>,
/// tenant and login address
/// <see cref="TenantIsKnown"/> and <see cref="LoginIsEntra"/>.
/// </summary>
internal sealed class SettingsAreFilledIn() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3219", "A placeholder in the settings of a sign-in", DiagnosticSeverity.Warning);

    private static readonly string[] Addresses = ["authorizationUrl", "tokenUrl", "refreshUrl", "authorizationUrlTemplate", "tokenUrlTemplate", "refreshUrlTemplate"];

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        var settings = new OAuthSettings(parameter);
        if (!settings.Node.IsObject)
        {
            return;
        }

        if (settings.IsEntra)
        {
            var resource = settings.CustomValue("resourceUri");
            CheckValue(resource, "resourceUri", "the API's application ID URI", context);
            var id = settings.Node[Keyword.Properties].FindIgnoringCase("AzureActiveDirectoryResourceId");
            if (id.Text != resource.Text)
            {
                CheckValue(id, "AzureActiveDirectoryResourceId", "the same as in \"resourceUri\"", context);
            }
        }

        foreach (var address in Addresses)
        {
            CheckValue(settings.CustomValue(address), address, "the provider's address", context);
        }

        foreach (var scope in settings.Node.FindIgnoringCase("scopes").Elements)
        {
            CheckValue(scope, "scopes", "the names of the API's scopes", context);
        }
    }

    private void CheckValue(SourceNode value, string name, string what, RuleContext context)
    {
        if (value.Text is { Length: > 0 } text && !VariableText.IsReference(text) && Placeholder.IsUnfilled(text))
        {
            context.Report(this, value,
                $"\"{name}\" holds the placeholder {ValueText.Of(value)}, so nobody can sign in: write {what}, or set it per "
                    + $"environment in apiProperties.{{environment}}.json");
        }
    }
}
