using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Parameters;

/// <summary>A path parameter is not required.</summary>
internal sealed class PathParameterRequired() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1304", "A path parameter is not required", DiagnosticSeverity.Error) { PlatformCode = "PathParameterMustBeRequired" };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        var required = parameter[Keyword.Required];
        if (parameter.In == "path" && !required.IsTrue)
        {
            context.Report(this, required.Exists ? required : parameter.Node,
                $"The path parameter '{parameter.Label}' is not required, but an address cannot do without a part of its path, so the "
                    + $"platform refuses it: write \"required\": true");
        }
    }
}
