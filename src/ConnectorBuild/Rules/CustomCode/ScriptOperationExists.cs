using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>scriptOperations names an operation that does not exist.</summary>
internal sealed class ScriptOperationExists() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB5008", "scriptOperations names an operation that does not exist", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        if (!context.Connector.IsSwagger)
        {
            return;
        }

        foreach (var name in context.Properties[Keyword.ScriptOperations].Elements)
        {
            if (context.Index.FindOperation(name.Text) is null)
            {
                context.Report(
                    this, name,
                    $"There is no operation {ValueText.Of(name)}, so the script never runs for "
                        + $"it{context.Hint(name.Text ?? "", context.Index.OperationIds)}: write an operationId of the definition, in "
                        + "its case");
            }
        }
    }
}
