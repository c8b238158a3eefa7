using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Dynamic;

/// <summary>A dynamic extension names no operation.</summary>
internal sealed class DynamicShape() : Rule(Code), IDynamicRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2408", "A dynamic extension names no operation", DiagnosticSeverity.Warning);

    public void Check(DynamicSite use, RuleContext context)
    {
        if (!use.Node.IsObject)
        {
            context.Report(
                this, use.Node,
                $"\"{KeywordTable.Text(use.Extension)}\" must be an object that names an operation but is {ValueText.Of(use.Node)}, so "
                    + $"nothing happens: write {{ \"operationId\": ... }}");
        }
        else if (!use.Node[Keyword.OperationId].Exists && !use.Node[Keyword.Capability].Exists && !use.Node[Keyword.BuiltInOperation].Exists)
        {
            context.Report(
                this, use.Node,
                $"\"{KeywordTable.Text(use.Extension)}\" names no operation, capability or built-in operation, so makers get no "
                    + $"choices: add \"operationId\"");
        }
    }
}
