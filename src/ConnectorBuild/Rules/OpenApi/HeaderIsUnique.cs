using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>Two headers of a response differ only in case, which HTTP does not count.</summary>
internal sealed class HeaderIsUnique() : Rule(Code), IResponseRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1120", "A response has a header twice", DiagnosticSeverity.Error) { PlatformCode = "ResponseHeadersAreNotUnique" };

    public void Check(ResponseSite response, RuleContext context)
    {
        HashSet<string>? seen = null;
        foreach (var header in response.Node[Keyword.Headers].Members)
        {
            seen ??= new(StringComparer.OrdinalIgnoreCase);
            if (!seen.Add(header.Name))
            {
                context.ReportName(this, header,
                    $"The header '{ValueText.Shorten(header.Name)}' is in this response already; case does not count in the names of headers, "
                        + "and the platform refuses the second: remove one");
            }
        }
    }
}
