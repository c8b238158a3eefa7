using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A path ends with a slash or has two in a row.</summary>
internal sealed class PathSlashes() : Rule(Code), IPathRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4104", "A path ends with a slash or has two in a row", DiagnosticSeverity.Info);

    public void Check(PathSite path, RuleContext context)
    {
        if ((path.Template.Length > 1 && path.Template.EndsWith('/')) || path.Template.Contains("//", StringComparison.Ordinal))
        {
            context.ReportName(
                this, path.Node,
                $"The path '{ValueText.Shorten(path.Template)}' {(path.Template.EndsWith('/') ? "ends with '/'" : "has '//'")}, and "
                    + "many servers answer such an address with a redirect or 404: remove it, unless the API wants it");
        }
    }
}
