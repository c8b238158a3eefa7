using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>A capability that connectors name and environments cannot hold.</summary>
internal sealed class CapabilityHasOption() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2512", "A capability is not sent", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        var options = ConnectorColumns.Find(ConnectorColumns.Capabilities).Options;
        foreach (var capability in context.Properties[Keyword.Capabilities].Elements)
        {
            if (capability.Text is { } text && options.IsKnownWithout(text))
            {
                context.Report(
                    this, capability,
                    $"The capability '{ValueText.Shorten(text)}' is not sent, because an environment has no option for it. Keep it for "
                        + "a certified connector, otherwise remove it");
            }
        }
    }
}
