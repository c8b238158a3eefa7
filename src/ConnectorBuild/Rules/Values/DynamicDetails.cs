using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Values;

/// <summary>A dynamic extension is incomplete.</summary>
internal sealed class DynamicDetails() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4210", "A dynamic extension is incomplete", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (!use.Node.IsObject)
        {
            return;
        }

        if (use.Extension == Keyword.XMsDynamicValues && !use.Node[Keyword.ValuePath].Exists && !use.Node[Keyword.Capability].Exists
            && !use.Node[Keyword.BuiltInOperation].Exists)
        {
            context.ReportName(
                this, use.Node,
                "\"x-ms-dynamic-values\" has no \"value-path\", so the platform does not know which property of an item is its value: "
                    + "add it");
        }
        else if (use.Extension == Keyword.XMsDynamicSchema && !use.Node[Keyword.Parameters].Exists)
        {
            context.ReportName(
                this, use.Node,
                "\"x-ms-dynamic-schema\" has no \"parameters\", so the schema cannot depend on what makers chose: add them, or write "
                    + "the schema out");
        }
    }
}
