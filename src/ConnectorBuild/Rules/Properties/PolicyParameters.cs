using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>A policy lacks a required parameter.</summary>
internal sealed class PolicyParameters() : Rule(Code), IPolicyRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2505", "A policy lacks a required parameter", DiagnosticSeverity.Error);

    public void Check(PolicySite policy, RuleContext context)
    {
        if (PolicyTemplates.Find(policy.TemplateId.Text) is not { } template)
        {
            return;
        }

        foreach (var name in template.Required)
        {
            var full = PolicyTemplates.ParameterPrefix + name;
            if (!policy.Parameters.FindIgnoringCase(full).Exists)
            {
                var at = policy.Parameters is { Exists: true } parameters ? parameters : policy.Node;
                context.ReportName(this, at, $"The policy '{template.Id}' needs the parameter \"{full}\", without which it cannot be applied: {context.RenameAdvice(full, Names(policy.Parameters).Except(template.Required.Select(n => PolicyTemplates.ParameterPrefix + n), StringComparer.OrdinalIgnoreCase))}add it");
            }
        }
    }

    private static IEnumerable<string> Names(SourceNode parameters)
    {
        foreach (var parameter in parameters.Members)
        {
            yield return parameter.Name;
        }
    }
}
