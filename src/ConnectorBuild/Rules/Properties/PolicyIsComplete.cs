using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>A policy lacks a required parameter.</summary>
internal sealed class PolicyIsComplete() : Rule(Code), IPolicyRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2505", "A policy lacks a required parameter", DiagnosticSeverity.Error);

    public void Check(PolicySite policy, RuleContext context)
    {
        if (PolicyTemplates.Find(policy.TemplateId.Text) is not { } template)
        {
            return;
        }

        var missing = template.Required.Where(name => !policy.Parameters.FindIgnoringCase(PolicyTemplates.ParameterPrefix + name).Exists).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var others = Names(policy.Parameters).Where(
            o => !template.Required.Any(
                n => string.Equals(o, PolicyTemplates.ParameterPrefix + n, StringComparison.OrdinalIgnoreCase))).ToList();
        foreach (var name in missing)
        {
            var at = policy.Parameters is { Exists: true } parameters ? parameters : policy.Node;
            context.ReportName(
                this, at,
                $"The policy '{template.Id}' needs the parameter \"{PolicyTemplates.ParameterPrefix}{name}\", without which it cannot "
                    + $"be applied: {Rename(name, missing, others, context)}add it");
        }
    }

    // All begin with the same long prefix, so only what follows tells them apart. One parameter was meant to be one other, not two.
    private static string Rename(string name, List<string> missing, List<string> others, RuleContext context) =>
        context.Nearest(name, others.Select(Short)) is { } near && context.Nearest(near, missing) == name
            ? $"'{ValueText.Shorten(others.First(o => Short(o) == near))}' is there; rename it, or "
            : "";

    private static string Short(string parameter) => parameter[(parameter.LastIndexOf('.') + 1)..];

    private static IEnumerable<string> Names(SourceNode parameters)
    {
        foreach (var parameter in parameters.Members)
        {
            yield return parameter.Name;
        }
    }
}
