using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The compiler could not be asked.</summary>
internal sealed class ScriptNotCompiled() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5205", "The script was not compiled", DiagnosticSeverity.Info);

    public void Check(RuleContext context)
    {
        if (context.Connector is { Script: { } script, Files.Compilation.NotCompiled: { } reason })
        {
            context.Report(this, new SourceLocation(script.Path), $"The script was not compiled, so whether it compiles is not known: {reason}");
        }
    }
}
