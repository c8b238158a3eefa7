using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>Knows only what can be told without a compiler: brackets, quotes and comments that do not close.</summary>
internal sealed class ScriptBrackets() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5001", "The script cannot compile", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        if (ScriptText.Of(context) is { Fault: { } fault } script)
        {
            context.Report(this, script.Locate(fault.Offset, 1), $"The script cannot compile: {fault.Message}. The platform answers that with an internal server error and no list: close what is open, or remove what is too many");
        }
    }
}
