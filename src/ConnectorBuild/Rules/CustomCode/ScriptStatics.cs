using ConnectorBuild.CustomCode;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script keeps something from one call to the next.</summary>
internal sealed class ScriptStatics() : Rule(Code), ICompiledScriptRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5204", "The script keeps state in a static field", DiagnosticSeverity.Warning);

    public void Check(ScriptCompilation compilation, ScriptText script, RuleContext context)
    {
        foreach (var name in compilation.Content?.StaticState ?? [])
        {
            if (Declaration(script, name) is { } at)
            {
                context.Report(this, script.Locate(script.Tokens[at].Offset, script.Tokens[at].Length),
                    $"The static '{ValueText.Shorten(name)}' changes while the script runs, and nothing says whether the platform "
                        + "keeps it for the next call, or whose call that is: keep the value in the request, or at the backend");
            }
        }
    }

    // "static", any type, then the name and what can follow it in a declaration.
    private static int? Declaration(ScriptText script, string name)
    {
        for (var at = 1; at < script.Tokens.Count; at++)
        {
            if (script.Is(at, name) && (script.Is(at + 1, "=") || script.Is(at + 1, ";") || script.Is(at + 1, "{") || script.Is(at + 1, ",")) && IsStatic(script, at))
            {
                return at;
            }
        }

        return null;
    }

    private static bool IsStatic(ScriptText script, int token)
    {
        for (var at = token - 1; at >= 0 && !script.Is(at, ";") && !script.Is(at, "{") && !script.Is(at, "}"); at--)
        {
            if (script.Is(at, "static"))
            {
                return true;
            }
        }

        return false;
    }
}
