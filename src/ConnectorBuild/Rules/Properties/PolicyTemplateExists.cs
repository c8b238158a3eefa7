using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>An unknown policy template.</summary>
internal sealed class PolicyTemplateExists() : Rule(Code), IPolicyRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2504", "An unknown policy template", DiagnosticSeverity.Warning);

    public void Check(PolicySite policy, RuleContext context)
    {
        var id = policy.TemplateId;
        if (!id.Exists || PolicyTemplates.Find(id.Text) is null)
        {
            context.Report(
                this, id.Exists ? id : policy.Node,
                $"There is no policy template {ValueText.Of(id)} for connectors of one's own, so the policy does nothing or is "
                    + $"refused{context.Hint(id.Text ?? "", PolicyTemplates.Ids)}: write the id of a documented template");
        }
    }
}
