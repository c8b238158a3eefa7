using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Agents;

/// <summary>A protocol that agents do not speak, or no longer.</summary>
internal sealed class ToolProtocolIsKnown() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2702", "A protocol that agents do not speak", DiagnosticSeverity.Warning);

    /// <summary>The protocol that is in use.</summary>
    public const string Streamable = "mcp-streamable-1.0";

    private const string Sse = "mcp-sse-1.0";

    public void Check(OperationSite operation, RuleContext context)
    {
        var protocol = operation[Keyword.XMsAgenticProtocol];
        if (!protocol.Exists || protocol.TextEquals(Streamable))
        {
            return;
        }

        var what = protocol.TextEquals(Sse)
            ? $"\"x-ms-agentic-protocol\" of '{operation.Label}' is \"{Sse}\", which Copilot Studio has not supported since August 2025"
            : $"\"x-ms-agentic-protocol\" of '{operation.Label}' is {ValueText.Of(protocol)}, which is not a protocol that agents are "
                + $"known to speak{context.Hint(protocol.Text ?? "", [Streamable])}";
        context.Report(
            this, protocol,
            $"{what}: the connector is saved, and its tools are never found. Serve the tools by streamable HTTP and write "
                + $"\"{Streamable}\"");
    }
}
