using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>publisher or stackOwner is missing.</summary>
internal sealed class PublisherIsNamed() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4012", "publisher or stackOwner is missing", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(RuleContext context)
    {
        foreach (var keyword in (ReadOnlySpan<Keyword>)[Keyword.Publisher, Keyword.StackOwner])
        {
            if (context.Properties.IsObject && context.Properties[keyword].IsBlank)
            {
                context.ReportName(
                    this, context.Properties,
                    $"\"{KeywordTable.Text(keyword)}\" is missing, which certification demands: add "
                        + $"{(keyword == Keyword.Publisher ? "the name of the connector's maker" : "the name of the API's owner")}");
            }
        }
    }
}
