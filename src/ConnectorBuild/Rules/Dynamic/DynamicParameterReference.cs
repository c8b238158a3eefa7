using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A parameterReference begins with a parameter that does not exist.</summary>
internal sealed class DynamicParameterReference() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2405", "A parameterReference begins with a parameter that does not exist", DiagnosticSeverity.Error);

    public void Check(DynamicSite use, RuleContext context)
    {
        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (passed[Keyword.ParameterReference] is { Exists: true, IsString: false } wrong)
            {
                context.Report(
                    this, wrong,
                    $"\"parameterReference\" must be the name of a parameter, or a path that begins with one, but is "
                        + $"{ValueText.Of(wrong)}, so the value comes from nowhere: write it in quotes (a fixed value is \"value\")");
            }
            else if (passed[Keyword.ParameterReference] is { IsString: true } reference
                && DynamicParameters.RootOf(reference.Text!) is { Length: > 0 } root
                && context.Index.OperationsOf(use) is { Count: > 0 } sources
                && !sources.Any(o => DynamicParameters.BeginsIn(o, reference.Text!)))
            {
                context.Report(
                    this, reference,
                    $"The reference {ValueText.Of(reference)} begins with '{ValueText.Shorten(root)}', which is not a parameter of "
                        + $"{DynamicParameters.LabelOf(sources)}, so the value comes from "
                        + $"nowhere{context.Hint(root, DynamicParameters.NamesOf(sources))}: begin with a parameter's name (for a "
                        + "property of the body: the body parameter's name, a slash, the property)");
            }
        }
    }
}
