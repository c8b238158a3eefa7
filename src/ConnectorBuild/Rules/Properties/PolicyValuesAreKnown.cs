using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>A parameter of a policy has a value that the template does not take.</summary>
internal sealed class PolicyValuesAreKnown() : Rule(Code), IPolicyRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2510", "A policy's parameter has a value that the template does not take", DiagnosticSeverity.Error);

    private const string SectionName = "x-ms-apimTemplate-policySection";
    private const string OperationsName = "x-ms-apimTemplate-operationName";

    public void Check(PolicySite policy, RuleContext context)
    {
        if (PolicyTemplates.Find(policy.TemplateId.Text) is not { } template)
        {
            return;
        }

        CheckOneOf(policy.Parameters.FindIgnoringCase(SectionName), PolicyTemplates.Sections, template, context);
        foreach (var (name, values) in PolicyTemplates.ChoicesOf(template))
        {
            CheckOneOf(policy.Parameters.FindIgnoringCase(PolicyTemplates.ParameterPrefix + name), values, template, context);
        }

        if (policy.Parameters.FindIgnoringCase(OperationsName) is { Exists: true, IsNull: false, IsArray: false } operations)
        {
            context.Report(this, operations,
                $"\"{operations.Name}\" of the policy '{template.Id}' must be a list of operationIds but is "
                    + $"{ValueText.Of(operations)}, so the platform cannot read it: "
                    + (operations.Text is { Length: > 0 } id ? $"write [\"{ValueText.Shorten(id)}\"]" : "write [\"...\"], or remove it "
                        + "where the policy is for all operations"));
        }

        if (policy.Parameters.FindIgnoringCase(PolicyTemplates.ParameterPrefix + "triggerConfig") is { Exists: true, IsObject: false } config && template.Id == "pollingtrigger")
        {
            context.Report(this, config,
                $"\"triggerConfig\" of the policy '{template.Id}' must be an object with an expression for each query parameter but is "
                    + $"{ValueText.Of(config)}: write {{ \"since\": \"@...\" }}");
        }
    }

    private void CheckOneOf(SourceNode value, IReadOnlyList<string> values, PolicyTemplate template, RuleContext context)
    {
        if (value.Exists && !value.IsNull && !values.Contains(value.Text, StringComparer.OrdinalIgnoreCase))
        {
            var name = value.Name[(value.Name.LastIndexOf('.') + 1)..];
            context.Report(this, value,
                $"\"{name}\" of the policy '{template.Id}' is {ValueText.Of(value)}, which the template does not "
                    + $"take{context.Hint(value.Text ?? "", values)}: "
                    + $"write one of {string.Join(", ", values.Select(v => $"\"{v}\""))}");
        }
    }
}
