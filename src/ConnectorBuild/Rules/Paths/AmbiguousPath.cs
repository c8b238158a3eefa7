using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>Two paths differ only in the names of their variables.</summary>
internal sealed class AmbiguousPath() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1204", "Two paths differ only in the names of their variables",
        DiagnosticSeverity.Error) { PlatformCode = "DuplicateOperationPath" };

    public void Check(RuleContext context)
    {
        var seen = new Dictionary<string, OperationSite>(StringComparer.Ordinal);
        foreach (var operation in context.Index.Operations)
        {
            // Without variables, equal paths are one path.
            if (operation.Template.Variables.Count == 0)
            {
                continue;
            }

            var shape = string.Concat(KeywordTable.Text(operation.Method), " ", PathTemplate.Shape(operation.Path));
            if (!seen.TryAdd(shape, operation) && seen[shape].PathItem != operation.PathItem)
            {
                var first = seen[shape];
                context.ReportName(this, operation.Node,
                    $"{operation.Node.Name.ToUpperInvariant()} {operation.Path} cannot be told from {first.Path} ('{first.Label}'): "
                        + "they differ only in the names of their variables, so a call could mean either. Make a fixed segment "
                        + "differ, or remove one");
            }
        }
    }
}
