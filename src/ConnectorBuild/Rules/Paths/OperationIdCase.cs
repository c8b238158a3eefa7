using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>operationIds differ only in case.</summary>
internal sealed class OperationIdCase() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1202", "operationIds differ only in case", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var seen = new Dictionary<string, OperationSite>(StringComparer.OrdinalIgnoreCase);
        foreach (var operation in context.Index.Operations)
        {
            if (operation.Id is { } id && !seen.TryAdd(id, operation) && seen[id].Id != id)
            {
                context.Report(this, operation[Keyword.OperationId],
                    $"The operationId '{id}' differs only in case from '{seen[id].Id}' ({seen[id].Node.Name.ToUpperInvariant()} "
                        + $"{seen[id].Path}), and parts of the platform compare without case: give one of the two another id");
            }
        }
    }
}
