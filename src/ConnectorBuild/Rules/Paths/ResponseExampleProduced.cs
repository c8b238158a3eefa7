using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Paths;

/// <summary>An example in a type that the operation does not produce.</summary>
internal sealed class ResponseExampleProduced() : Rule(Code), IResponseRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1210", "An example in a type that the operation does not produce",
        DiagnosticSeverity.Error) { PlatformCode = "ResponseExampleMustBeProducedByOperation" };

    public void Check(ResponseSite response, RuleContext context)
    {
        if (response.Operation is not { } operation || response.Node[Keyword.Examples] is not { IsObject: true } examples)
        {
            return;
        }

        var produces = operation[Keyword.Produces] is { Exists: true } own ? own : context.Definition[Keyword.Produces];
        foreach (var example in examples.Children)
        {
            var name = example.Name;
            if (!name.StartsWith("x-", StringComparison.Ordinal) && !context.Index.Members.Lists(produces, name))
            {
                context.ReportName(
                    this, example,
                    $"The example '{ValueText.Shorten(name)}' is not among the types that '{operation.Label}' produces, so the "
                        + $"platform refuses it: name it by a MIME type such as \"application/json\" and list that in \"produces\"");
            }
        }
    }
}
