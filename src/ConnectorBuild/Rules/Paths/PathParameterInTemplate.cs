using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>A path parameter is not in the path.</summary>
internal sealed class PathParameterInTemplate() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1206", "A path parameter is not in the path", DiagnosticSeverity.Error) { PlatformCode = "PathParameterNotDefinedInTemplate" };

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.Template.Fault is not null)
        {
            return;
        }

        var variables = operation.Template.Variables;
        HashSet<string>? names = null;
        foreach (var parameter in operation.Parameters)
        {
            // A parameter of the path item is the same for all its operations: reported with the first of them.
            if (parameter.In == "path"
                && !(names ??= variables.ToHashSet(StringComparer.Ordinal)).Contains(parameter.Name)
                && (parameter.IsOwn || context.Index.IsFirstOfPath(operation)))
            {
                context.Report(this, parameter.Declared[Keyword.Name] is { Exists: true } name ? name : parameter.Declared,
                    $"The parameter '{ValueText.Shorten(parameter.Name)}' is in the path, but the path "
                        + $"'{ValueText.Shorten(operation.Path)}' has no '{{{ValueText.Shorten(parameter.Name)}}}', so its value goes "
                        + $"nowhere{context.Hint(parameter.Name, variables)}: put it into the path in braces, or change \"in\"");
            }
        }
    }
}
