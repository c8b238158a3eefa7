using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A path has no operation.</summary>
internal sealed class EmptyPath() : Rule(Code), IPathRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4105", "A path has no operation", DiagnosticSeverity.Info);

    public void Check(PathSite path, RuleContext context)
    {
        if (path.Node.IsObject && !path.Node.Children.Any(m => DefinitionIndex.IsMethod(m.Keyword)))
        {
            context.ReportName(this, path.Node, $"The path '{ValueText.Shorten(path.Template)}' has no operation, so it does nothing: remove it");
        }
    }
}
