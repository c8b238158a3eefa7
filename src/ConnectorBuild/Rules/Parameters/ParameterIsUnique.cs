using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A parameter occurs twice in one list.</summary>
internal sealed class ParameterIsUnique() : Rule(Code), IPathRule, IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1306", "A parameter occurs twice in one list",
        DiagnosticSeverity.Warning) { PlatformCode = "OperationParametersContainDuplicateParameter" };

    private const int Few = 16;

    public void Check(PathSite path, RuleContext context)
    {
        if (path.Node[Keyword.Parameters].Exists)
        {
            CheckList(context.Index.ParametersOf(path.Node[Keyword.Parameters]), "PathParametersContainDuplicateParameter", context);
        }
    }

    public void Check(OperationSite operation, RuleContext context) => CheckList(operation.Parameters, null, context);

    // A parameter of the path item that the operation overrides is not among them.
    private void CheckList(EffectiveParameter[] parameters, string? platformCode, RuleContext context)
    {
        var many = parameters.Length > Few ? new HashSet<(string, string, bool)>() : null;
        for (var later = 0; later < parameters.Length; later++)
        {
            var parameter = parameters[later];
            var isKnown = many is null ? IsAmong(parameters.AsSpan(0, later), parameter) : !many.Add((parameter.Name, parameter.In, parameter.IsOwn));
            if (isKnown && parameter is { Name.Length: > 0, In.Length: > 0, IsOwn: true })
            {
                context.Report(this, parameter.Declared[Keyword.Name] is { Exists: true } at ? at : parameter.Declared,
                    $"The parameter '{ValueText.Shorten(parameter.Name)}' in \"{parameter.In}\" is in this list already, and only one "
                        + "of the two counts: remove one",
                    platformCode);
            }
        }
    }

    private static bool IsAmong(ReadOnlySpan<EffectiveParameter> earlier, EffectiveParameter parameter)
    {
        foreach (var other in earlier)
        {
            if (other.Name == parameter.Name && other.In == parameter.In && other.IsOwn == parameter.IsOwn)
            {
                return true;
            }
        }

        return false;
    }
}
