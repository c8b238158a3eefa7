using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>Two parameters of an operation have one name in different places. The same place is <see cref="ParameterIsUnique"/>.</summary>
internal sealed class ParameterNameInOnePlace() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1317", "One name for two parameters of an operation", DiagnosticSeverity.Warning)
    {
        PlatformCode = "OperationParametersAreNotUnique",
    };

    public void Check(OperationSite operation, RuleContext context)
    {
        var parameters = operation.Parameters;
        if (parameters.Length < 2)
        {
            return;
        }

        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            // What is in the body is told apart by its path.
            if (parameter.Name.Length == 0 || parameter.In is "body" or "" || places.TryAdd(parameter.Name, parameter.In) || places[parameter.Name] == parameter.In)
            {
                continue;
            }

            context.Report(this, parameter.Declared[Keyword.Name] is { Exists: true } name ? name : parameter.Declared,
                $"'{operation.Label}' has the parameter '{ValueText.Shorten(parameter.Name)}' in \"{places[parameter.Name]}\" and in \"{parameter.In}\", "
                    + "and flows keep values by the parameter's name alone: rename one, or set it by a policy");
        }
    }
}
