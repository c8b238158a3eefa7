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

    // Comparing each with each of thousands would take long; no real operation has more.
    private const int MaxParameters = 200;

    public void Check(OperationSite operation, RuleContext context)
    {
        var parameters = operation.Parameters.AsSpan(0, Math.Min(operation.Parameters.Length, MaxParameters));
        for (var later = 1; later < parameters.Length; later++)
        {
            var parameter = parameters[later];
            if (parameter.Name.Length > 0 && parameter.In is not ("body" or "") && Other(parameters[..later], parameter) is { } place)
            {
                context.Report(this, parameter.Declared[Keyword.Name] is { Exists: true } name ? name : parameter.Declared,
                    $"'{operation.Label}' has the parameter '{ValueText.Shorten(parameter.Name)}' in \"{place}\" and in \"{parameter.In}\", "
                        + "and flows keep values by the parameter's name alone: rename one, or set it by a policy");
            }
        }
    }

    // A property of the body is identified by its path.
    private static string? Other(ReadOnlySpan<EffectiveParameter> earlier, EffectiveParameter parameter)
    {
        foreach (var other in earlier)
        {
            if (other.Name == parameter.Name && other.In != parameter.In && other.In is not ("body" or ""))
            {
                return other.In;
            }
        }

        return null;
    }
}
