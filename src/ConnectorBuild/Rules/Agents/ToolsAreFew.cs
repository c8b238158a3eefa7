using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Agents;

/// <summary>A script that serves more tools than an agent takes.</summary>
internal sealed class ToolsAreFew() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2704", "More tools than an agent takes", DiagnosticSeverity.Warning);

    /// <summary>How many tools an agent has at most. One third party's figure.</summary>
    public const int Most = 128;

    public void Check(RuleContext context)
    {
        if (ScriptTools.Of(context) is { } tools && tools.Schemas.Count > Most)
        {
            context.Report(this, tools.Schemas[Most],
                $"The script serves {tools.Schemas.Count} tools, and an agent is reported to take at most {Most}, those of its other "
                    + "servers included: "
                    + "leave out tools that agents do not need, or divide them between two connectors");
        }
    }
}
