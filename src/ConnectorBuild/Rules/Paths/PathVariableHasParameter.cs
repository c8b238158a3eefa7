using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>A variable of the path has no parameter.</summary>
internal sealed class PathVariableHasParameter() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1205", "A variable of the path has no parameter", DiagnosticSeverity.Error) { PlatformCode = "OperationMissingPathParameter" };

    public void Check(OperationSite operation, RuleContext context)
    {
        var variables = operation.Template.Variables;
        if (variables.Count == 0)
        {
            return;
        }

        var parameters = operation.Parameters.Where(p => p.In == "path").Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            if (!parameters.Contains(variable))
            {
                context.ReportName(this, operation.Node,
                    $"The operation '{operation.Label}' has no parameter for '{{{ValueText.Shorten(variable)}}}' of its path, so "
                        + $"nothing can fill it in{context.Hint(variable, parameters)}: add a parameter with \"in\": \"path\" and "
                        + $"\"required\": true");
            }
        }
    }
}
