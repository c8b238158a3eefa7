using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>capabilities is not a list of texts.</summary>
internal sealed class CapabilitiesShape() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2503", "capabilities is not a list of texts", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        var capabilities = context.Properties[Keyword.Capabilities];
        if (capabilities.Exists && !capabilities.IsNull && !capabilities.IsArray)
        {
            context.Report(
                this, capabilities,
                $"\"capabilities\" must be a list of texts but is {ValueText.Of(capabilities)}, and the platform answers "
                    + "ApiDefinitionCapabilitiesInvalid: write []",
                "ApiDefinitionCapabilitiesInvalid");
        }

        foreach (var capability in capabilities.Elements)
        {
            if (!capability.IsString)
            {
                context.Report(
                    this, capability,
                    $"\"capabilities\" is a list of texts, but this is {ValueText.Of(capability)}, and the platform answers "
                        + "ApiDefinitionCapabilitiesInvalid: write its name in quotes",
                    "ApiDefinitionCapabilitiesInvalid");
            }
        }
    }
}
