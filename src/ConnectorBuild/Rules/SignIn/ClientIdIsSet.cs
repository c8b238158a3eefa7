using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>The client id is empty or a placeholder.</summary>
internal sealed class ClientIdIsSet() : Rule(Code), IConnectionParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3206", "The client id is empty or a placeholder", DiagnosticSeverity.Info);

    public void Check(ConnectionParameterSite parameter, RuleContext context)
    {
        if (!parameter.IsOfType("oauthSetting") || !parameter.OAuthSettings.IsObject)
        {
            return;
        }

        var settings = parameter.OAuthSettings;
        var clientId = settings.FindIgnoringCase("clientId");
        if (!VariableText.IsReference(clientId) && (clientId.IsBlank || Placeholder.IsLikely(clientId.Text!)))
        {
            context.Report(this, clientId.Exists ? clientId : settings,
                $"\"clientId\" is {(clientId.Exists && !clientId.IsBlank ? $"the placeholder {ValueText.Of(clientId)}" : "empty")}. A "
                    + "deployment that manages the app fills it in; every other way of importing this file leaves a connector that "
                    + "cannot sign in: set it per environment");
        }

        if (!settings.FindIgnoringCase("scopes").Exists)
        {
            context.ReportName(
                this, settings,
                "\"scopes\" is missing, so the app is asked for its default permissions only: add \"scopes\": [ ... ], empty if that "
                    + "is meant");
        }
    }
}
