using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A file picker without the newer extension for trees.</summary>
internal sealed class FilePickerHasTree() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2421", "A file picker without x-ms-dynamic-tree", DiagnosticSeverity.Info)
    {
        IsCertification = true,
        PlatformCode = "DynamicTreeExtensionMissing",
    };

    public void Check(DynamicSite use, RuleContext context)
    {
        if (use.Node[Keyword.Capability].TextEquals("file-picker") && !use.Owner[Keyword.XMsDynamicTree].Exists)
        {
            context.Report(this, use.Node[Keyword.Capability],
                "The capability \"file-picker\" is the older form of a tree, and certification demands the newer one as well: add "
                    + "\"x-ms-dynamic-tree\" beside it");
        }
    }
}
