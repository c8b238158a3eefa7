using ConnectorBuild.Definition;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A path parameter does not say how it is encoded.</summary>
internal sealed class PathEncoding() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4201", "A path parameter does not say how it is encoded", DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "PathParameterMissingEncoding" };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter.In == "path" && !parameter[Keyword.XMsUrlEncoding].Exists)
        {
            context.Report(this, parameter.Node, $"The path parameter '{parameter.Label}' does not say how its value is encoded, so a '/' in it breaks the address: add \"x-ms-url-encoding\": \"single\"");
        }
    }
}
