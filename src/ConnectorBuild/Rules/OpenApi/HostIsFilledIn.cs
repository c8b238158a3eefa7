using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>host has braces.</summary>
internal sealed class HostIsFilledIn() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1105", "host has braces", DiagnosticSeverity.Warning) { PlatformCode = "HostNameNotValid" };

    public void Check(RuleContext context)
    {
        var host = context.Definition[Keyword.Host];
        if (host.Text is { } text && text.ContainsAny('{', '}') && !VariableText.IsReference(host) && !IsReplaced(context))
        {
            context.Report(
                this, host,
                $"\"host\" is {ValueText.Of(host)}, which looks like a placeholder that nobody filled in, so every call would go "
                    + $"nowhere: write the host name, or set it per environment in apiDefinition.{{environment}}.json");
        }
    }

    // A policy for all operations puts another host into every call.
    private static bool IsReplaced(RuleContext context)
    {
        foreach (var entry in context.Properties[Keyword.PolicyTemplateInstances].Elements)
        {
            var policy = new PolicySite(entry);
            if (string.Equals(policy.TemplateId.Text, "dynamichosturl", StringComparison.OrdinalIgnoreCase)
                && policy.Parameters.FindIgnoringCase("x-ms-apimTemplate-operationName").Count == 0)
            {
                return true;
            }
        }

        return false;
    }
}
