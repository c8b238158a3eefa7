using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension on the body parameter.</summary>
internal sealed class DynamicOnBodyParameter() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2407", "A dynamic extension on the body parameter",
        DiagnosticSeverity.Error) { PlatformCode = "DynamicExtensionDefinitionNotAllowedInParameter" };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.IsBodyParameter)
        {
            context.ReportName(
                this, use.Node,
                $"\"{KeywordTable.Text(use.Extension)}\" stands on the body parameter, where the platform refuses it: move it into the "
                    + $"parameter's \"schema\"");
        }
    }
}
