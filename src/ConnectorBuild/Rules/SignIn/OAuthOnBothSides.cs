using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>OAuth in only one of definition and properties.</summary>
internal sealed class OAuthOnBothSides() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3005", "OAuth in only one of definition and properties", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        if (!context.Connector.IsSwagger || !context.Properties.IsObject || context.Properties[Keyword.ConnectionParameterSets].Exists)
        {
            return;
        }

        SourceNode definition = default;
        foreach (var candidate in context.Definition[Keyword.SecurityDefinitions].Members)
        {
            definition = candidate[Keyword.Type].TextEquals("oauth2") ? candidate : definition;
        }

        SourceNode parameter = default;
        foreach (var candidate in context.Properties[Keyword.ConnectionParameters].Members)
        {
            parameter = new ConnectionParameterSite(candidate, null).IsOfType("oauthSetting") ? candidate : parameter;
        }

        if (parameter.Exists && !definition.Exists)
        {
            context.ReportName(
                this, parameter,
                $"The connection parameter '{ValueText.Shorten(parameter.Name)}' signs in with OAuth, but the definition has no "
                    + $"security definition of the type \"oauth2\", so the portal's wizard shows \"No authentication\": add one to "
                    + $"\"securityDefinitions\"");
        }
        else if (definition.Exists && !parameter.Exists)
        {
            context.ReportName(
                this, definition,
                $"The security definition '{ValueText.Shorten(definition.Name)}' is OAuth, but apiProperties.json has no connection "
                    + $"parameter of the type oauthSetting, so the connector signs nobody in: add the parameter \"token\"");
        }
    }
}
