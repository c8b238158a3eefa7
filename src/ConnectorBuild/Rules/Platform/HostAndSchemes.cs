using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary>host or schemes is missing.</summary>
internal sealed class HostAndSchemes() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2002", "host or schemes is missing", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.Host, Keyword.Schemes])
        {
            if (!context.Definition[keyword].Exists)
            {
                var example = keyword == Keyword.Host ? "\"host\": \"api.contoso.com\"" : "\"schemes\": [\"https\"]";
                context.ReportName(
                    this, context.Definition,
                    $"\"{KeywordTable.Text(keyword)}\" is missing, and the address of the API is put together from scheme, host and "
                        + $"basePath: add {example}");
            }
        }
    }
}
