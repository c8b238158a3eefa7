using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>x-ms-url-encoding is neither single nor double.</summary>
internal sealed class UrlEncodingIsKnown() : Rule(Code), IParameterRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2206", "x-ms-url-encoding is neither single nor double", DiagnosticSeverity.Error);

    public void Check(ParameterSite parameter, RuleContext context)
    {
        if (parameter[Keyword.XMsUrlEncoding] is { Exists: true } encoding && encoding.Text is not ("single" or "double"))
        {
            context.Report(
                this, encoding,
                $"\"x-ms-url-encoding\" is {ValueText.Of(encoding)}, but it says how often the value is "
                    + $"encoded{context.Hint(encoding.Text ?? "", ["single", "double"])}: write \"single\" or \"double\"");
        }
    }
}
