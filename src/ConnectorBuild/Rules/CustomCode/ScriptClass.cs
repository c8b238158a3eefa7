using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script has no class Script : ScriptBase.</summary>
internal sealed class ScriptClass() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5002", "The script has no class Script : ScriptBase", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        if (ScriptText.Of(context) is not { Fault: null } script)
        {
            return;
        }

        var tokens = script.Tokens;
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            if (script.Is(at, "class") && string.Equals(script.TextAt(at + 1), "Script", StringComparison.OrdinalIgnoreCase))
            {
                for (var inner = at + 2; inner < tokens.Count && !script.Is(inner, "{"); inner++)
                {
                    if (script.Is(inner, "ScriptBase"))
                    {
                        return;
                    }
                }

                context.Report(this, script.Locate(tokens[at + 1].Offset, tokens[at + 1].Length), "The class Script does not derive from ScriptBase, so the platform cannot run it: write \"public class Script : ScriptBase\"");
                return;
            }
        }

        context.Report(this, script.Locate(0, 0), "The script has no class Script, which is what the platform runs: write \"public class Script : ScriptBase\" with \"public override async Task<HttpResponseMessage> ExecuteAsync()\"");
    }
}
