using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>x-ms-url-encoding outside of a path.</summary>
internal sealed class OtherEncoding() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4202", "x-ms-url-encoding outside of a path",
        DiagnosticSeverity.Info) { IsCertification = true, PlatformCode = "QueryParameterEncodingNotSupported" };

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter[Keyword.XMsUrlEncoding] is { Exists: true } encoding && parameter.In is { Length: > 0 } place and not "path")
        {
            context.ReportName(
                this, encoding,
                $"\"x-ms-url-encoding\" works in a path only, but '{parameter.Label}' is in \"{ValueText.Shorten(place)}\", which is "
                    + "always encoded once: remove it");
        }
    }
}
