using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Agents;

/// <summary>
/// A connector that is a tool server and nothing else, with the server's path in another place than Microsoft's own definition has it.
/// </summary>
internal sealed class ToolPathInBasePath() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2703", "A tool server's path is not in basePath", DiagnosticSeverity.Info);

    public void Check(OperationSite operation, RuleContext context)
    {
        // The base path of a connector with other operations is theirs, too.
        if (!operation.IsAgentic || operation.Path == "/" || context.Index.Operations.Count > 1)
        {
            return;
        }

        var whole = (context.Definition[Keyword.BasePath].Text ?? "").TrimEnd('/') + "/" + operation.Path.Trim('/');
        context.ReportName(this, operation.PathItem,
            $"The path of the tool server '{operation.Label}' is '{ValueText.Shorten(operation.Path)}'; Microsoft's own definition has "
                + $"the path in \"basePath\", "
                + $"so that host and base path are the server's whole address: write \"basePath\": \"{ValueText.Shorten(whole)}\" and "
                + $"the path \"/\"");
    }
}
