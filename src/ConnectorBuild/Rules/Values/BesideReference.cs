using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;
using ConnectorBuild.Rules.Schemas;

namespace ConnectorBuild.Rules.Values;

/// <summary>Something beside $ref.</summary>
internal sealed class BesideReference() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4211", "Something beside $ref", DiagnosticSeverity.Info) { PlatformCode = "AdditionalPropertyNotAllowedAdjacentToRef" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Ref);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema || !value.IsReference)
        {
            return;
        }

        foreach (var member in value.Node.Children)
        {
            if (member.Keyword != Keyword.Ref && !SchemaKeywordIsKnown.IsUnknown(member))
            {
                context.ReportName(
                    this, member,
                    $"'{ValueText.Shorten(member.Name)}' beside a $ref is ignored: move it into the schema that is referred to, or "
                        + "write that schema out here");
                return;
            }
        }
    }
}
