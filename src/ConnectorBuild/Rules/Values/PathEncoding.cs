using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A path parameter does not say how it is encoded.</summary>
internal sealed class PathEncoding() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4201", "A path parameter does not say how it is encoded",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "PathParameterMissingEncoding" };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter.In == "path" && !parameter[Keyword.XMsUrlEncoding].Exists)
        {
            var loss = parameter.Value.Type is SchemaType.Integer or SchemaType.Number or SchemaType.Boolean
                ? "which certification asks for"
                : "so a '/' in it breaks the address";
            context.Report(
                this, parameter.Node,
                $"The path parameter '{parameter.Label}' does not say how its value is encoded, {loss}: add \"x-ms-url-encoding\": "
                    + $"\"single\"");
        }
    }
}
