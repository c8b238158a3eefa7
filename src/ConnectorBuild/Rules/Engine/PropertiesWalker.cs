using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>Shows the connection parameters and policies of <c>apiProperties.json</c> to the rules that want to see them.</summary>
internal sealed class PropertiesWalker(RuleSet rules, RuleContext context)
{
    public void Walk()
    {
        WalkParameters(context.Properties[Keyword.ConnectionParameters], null);
        foreach (var set in Elements(context.Properties[Keyword.ConnectionParameterSets][Keyword.Values]))
        {
            WalkParameters(set[Keyword.Parameters], set[Keyword.Name].Text ?? "");
        }

        foreach (var policy in Elements(context.Properties[Keyword.PolicyTemplateInstances]))
        {
            foreach (var check in rules.Policy)
            {
                check(new PolicySite(policy), context);
            }
        }
    }

    private void WalkParameters(SourceNode parameters, string? set)
    {
        foreach (var parameter in parameters.IsObject ? parameters.Children : default)
        {
            foreach (var check in rules.ConnectionParameter)
            {
                check(new ConnectionParameterSite(parameter, set), context);
            }
        }
    }

    private static NodeChildren Elements(SourceNode node) => node.IsArray ? node.Children : default;
}
