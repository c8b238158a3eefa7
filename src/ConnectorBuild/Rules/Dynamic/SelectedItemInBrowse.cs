using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary><c>selectedItemValuePath</c> where no item has been selected.</summary>
internal sealed class SelectedItemInBrowse() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2420", "selectedItemValuePath outside of a tree's browse", DiagnosticSeverity.Error)
    {
        PlatformCode = "SelectedItemValuePathNotAllowedInThisPosition",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Extension == Keyword.XMsDynamicTree && use.Node.Keyword == Keyword.Browse)
        {
            return;
        }

        foreach (var passed in use.Node[Keyword.Parameters].Members)
        {
            if (passed["selectedItemValuePath"] is { Exists: true } path)
            {
                context.ReportName(this, path,
                    "\"selectedItemValuePath\" is the item that a maker opened in a tree, so the platform takes it in \"browse\" of "
                        + "\"x-ms-dynamic-tree\" only: "
                        + "write \"parameterReference\" or a fixed \"value\"");
            }
        }
    }
}
