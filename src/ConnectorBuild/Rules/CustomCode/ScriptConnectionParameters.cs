using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script reads Context.ConnectionParameters.</summary>
internal sealed class ScriptConnectionParameters() : Rule(Code), ICompiledScriptRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5203", "The script reads Context.ConnectionParameters", DiagnosticSeverity.Warning);

    private const string Member = "ConnectionParameters";

    public void Check(ScriptCompilation compilation, ScriptText script, RuleContext context)
    {
        if (compilation.Content is not { UsesConnectionParameters: true })
        {
            return;
        }

        for (var at = 1; at < script.Tokens.Count; at++)
        {
            if (script.Is(at, Member) && script.Is(at - 1, "."))
            {
                context.Report(this, script.Locate(script.Tokens[at].Offset, Member.Length),
                    "Microsoft documents no Context.ConnectionParameters, and no script that the platform is known to accept needs it, "
                        + "so the script may not compile there: let a policy (setheader) put the connection parameter into a header of "
                        + "the request, and read the header");
            }
        }
    }
}
