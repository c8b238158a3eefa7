using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>An unknown member of properties.</summary>
internal sealed class PropertyIsKnown() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2502", "An unknown member of properties", DiagnosticSeverity.Warning);

    private static readonly string[] Known =
        [.. ConnectorColumns.All.Select(c => c.Member).OfType<string>(), .. ConnectorColumns.CertificationMembers];

    public void Check(RuleContext context)
    {
        foreach (var member in context.Properties.Members)
        {
            if (!Known.Contains(member.Name))
            {
                context.ReportName(
                    this, member,
                    $"\"properties\" has no member '{ValueText.Shorten(member.Name)}', and the platform may answer \"Could not find "
                        + $"member\"{HintFor(member.Name, context)}: correct or remove it");
            }
        }
    }

    private static string HintFor(string name, RuleContext context) =>
        name.StartsWith("polic", StringComparison.OrdinalIgnoreCase) ? " (did you mean 'policyTemplateInstances'?)" : context.Hint(name, Known);
}
