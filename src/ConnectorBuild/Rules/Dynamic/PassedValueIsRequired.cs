using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>
/// A dynamic extension takes what a required parameter needs from an optional one. Told once for each such pair, as whole families of
/// operations share it.
/// </summary>
internal sealed class PassedValueIsRequired() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2416", "A required value is taken from an optional parameter", DiagnosticSeverity.Warning)
    {
        PlatformCode = "OperationParameterRequiredMismatch",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Target is not { } target || use.IsSuperseded || use.Operation is not { } source)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (DynamicParameters.ReferenceOf(passed) is { IsString: true } reference
                && Find(source, reference.Text!) is { Exists: true } given
                && Find(target, passed.Name) is { Exists: true } needed
                && IsNeeded(needed)
                && !given[Keyword.Required].IsTrue
                && !given[Keyword.Default].Exists
                && context.IsFirst(this, $"{target.Id} {passed.Name} {reference.Text}"))
            {
                context.Report(this, reference,
                    $"'{target.Label}' requires '{ValueText.Shorten(passed.Name)}', but its value is taken from "
                        + $"'{ValueText.Shorten(reference.Text!)}' of '{source.Label}', "
                        + "which makers may leave out, so they get no choices until they fill it in: make that parameter required, or "
                        + "give it a default");
            }
        }
    }

    private static bool IsNeeded(SourceNode parameter) => parameter[Keyword.Required].IsTrue && !parameter[Keyword.Default].Exists;

    private static SourceNode Find(OperationSite operation, string name)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.Name == name && parameter.In != "body")
            {
                return parameter.Node;
            }
        }

        return default;
    }
}
