using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>A policy names an operation that does not exist.</summary>
internal sealed class PolicyOperationExists() : Rule(Code), IPolicyRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2506", "A policy names an operation that does not exist", DiagnosticSeverity.Warning);

    public void Check(PolicySite policy, RuleContext context)
    {
        var names = policy.Parameters.FindIgnoringCase("x-ms-apimTemplate-operationName");
        if (!context.Connector.IsSwagger)
        {
            return;
        }

        if (names.IsString)
        {
            CheckName(names, context);
        }

        foreach (var name in names.Elements)
        {
            CheckName(name, context);
        }
    }

    private void CheckName(SourceNode name, RuleContext context)
    {
        if (name.Text is { Length: > 0 } id && context.Index.FindOperation(id) is null)
        {
            context.Report(
                this, name,
                $"There is no operation {ValueText.Of(name)}, so the policy silently does nothing for "
                    + $"it{context.Hint(id, context.Index.OperationIds)}: write an operationId of the definition, in its case");
        }
    }
}
