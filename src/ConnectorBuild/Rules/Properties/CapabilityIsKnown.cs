using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>A capability that nobody knows.</summary>
internal sealed class CapabilityIsKnown() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2513", "An unknown capability", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var options = ConnectorColumns.Find(ConnectorColumns.Capabilities).Options;
        foreach (var capability in context.Properties[Keyword.Capabilities].Elements)
        {
            if (capability.Text is { } text && !options.Has(text) && !options.IsKnownWithout(text))
            {
                context.Report(
                    this, capability,
                    $"The capability '{ValueText.Shorten(text)}' is not known, so it is not "
                        + $"sent{context.Hint(text, options.Names.Select(o => o.Name))}: correct or remove it");
            }
        }
    }
}
