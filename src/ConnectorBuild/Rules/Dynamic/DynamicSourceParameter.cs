using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension takes a value from a parameter that does not exist.</summary>
internal sealed class DynamicSourceParameter() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2404", "A dynamic extension takes a value from a parameter that does not exist", DiagnosticSeverity.Warning) { PlatformCode = "OperationParameterNameNotFound" };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Operation is not { } source)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (passed[Keyword.Parameter] is { IsString: true } reference
                && reference.Text is { Length: > 0 } name
                && !source.Parameters.Any(p => p.Name == name)
                && !context.Index.Schemas.HasPropertyNamed(DynamicParameters.BodyOf(source), name))
            {
                context.Report(this, reference, $"The operation '{source.Label}' has no parameter '{ValueText.Shorten(name)}' from which the value could come{context.Hint(name, source.Parameters.Select(p => p.Name))}: name one of its parameters (for a part of the body use x-ms-dynamic-list with \"parameterReference\")");
            }
        }
    }
}
