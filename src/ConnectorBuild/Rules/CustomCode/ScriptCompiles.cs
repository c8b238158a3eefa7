using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The C# compiler refuses the script, whatever it is compiled against.</summary>
internal sealed class ScriptCompiles() : Rule(Code), ICompiledScriptRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5201", "The script does not compile", DiagnosticSeverity.Error);

    public void Check(ScriptCompilation compilation, ScriptText script, RuleContext context)
    {
        foreach (var error in compilation.Errors)
        {
            context.Report(
                this, script.Locate(error),
                $"{error.Id}: {error.Message.TrimEnd('.')}. The platform answers a script that does not compile with an internal "
                    + "server error and no list: correct the code");
        }
    }
}
