using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>A parameter is internal and required but has no default.</summary>
internal sealed class InternalNeedsDefault() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2207", "A parameter is internal and required but has no default", DiagnosticSeverity.Warning);

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (!parameter.IsBody
            && parameter.IsInternal
            && parameter[Keyword.Required].IsTrue
            && !parameter[Keyword.Default].Exists)
        {
            context.Report(
                this, parameter.Node,
                $"The parameter '{parameter.Label}' is required, but makers never see it (x-ms-visibility is internal) and it has no "
                    + $"default, so no value can be sent: add \"default\", or make it visible");
        }
    }
}
