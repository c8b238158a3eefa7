using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>apiProperties.json has no properties.</summary>
internal sealed class PropertiesRequired() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2501", "apiProperties.json has no properties", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        var root = context.Connector.PropertiesRoot;
        if (root.Exists && !context.Properties.IsObject)
        {
            var at = context.Properties.Exists ? context.Properties : root;
            context.Report(this, at, context.Properties.Exists
                ? $"\"properties\" must be an object but is {ValueText.Of(context.Properties)}, so the connector has neither sign-in "
                    + $"nor policies: write {{ \"properties\": {{ ... }} }}"
                : $"The object \"properties\" is missing, in which everything else of this file belongs, so the connector has neither "
                    + $"sign-in nor policies: wrap it as {{ \"properties\": {{ ... }} }}");
        }
    }
}
