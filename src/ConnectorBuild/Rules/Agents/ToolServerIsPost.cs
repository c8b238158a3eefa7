using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Agents;

/// <summary>A tool server for agents that is not called by POST.</summary>
internal sealed class ToolServerIsPost() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2701", "A tool server is not a POST", DiagnosticSeverity.Error);

    public void Check(OperationSite operation, RuleContext context)
    {
        if (operation.IsAgentic && operation.Method != Keyword.Post)
        {
            context.ReportName(this, operation.Node,
                $"'{operation.Label}' has \"x-ms-agentic-protocol\" and is a {operation.Node.Name.ToUpperInvariant()}, but agents send "
                    + "every message by POST, "
                    + "and the platform refuses another method: make the operation a \"post\"");
        }
    }
}
