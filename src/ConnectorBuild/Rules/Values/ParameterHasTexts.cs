using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A visible parameter has no x-ms-summary or description.</summary>
internal sealed class ParameterHasTexts() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4203", "A visible parameter has no x-ms-summary or description", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        // Makers never see the parameters of an operation that they do not see.
        if (parameter.IsBody || parameter.IsInternal || parameter.Operation is { IsInternal: true })
        {
            return;
        }

        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.XMsSummary, Keyword.Description])
        {
            if (!parameter[keyword].Exists)
            {
                context.Report(
                    this, parameter.Node,
                    $"The parameter '{parameter.Label}' has no \"{KeywordTable.Text(keyword)}\", so makers see "
                        + $"{(keyword == Keyword.XMsSummary ? "its technical name" : "no explanation")}: add one");
            }
        }
    }
}
