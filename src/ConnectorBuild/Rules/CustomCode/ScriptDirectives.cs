using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script loads other files or declares a namespace.</summary>
internal sealed class ScriptDirectives() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5004", "The script loads other files or declares a namespace", DiagnosticSeverity.Error);

    public void Check(RuleContext context)
    {
        if (ScriptText.Of(context) is not { } script)
        {
            return;
        }

        foreach (var directive in script.Directives)
        {
            if (directive.Name is "r" or "load")
            {
                context.Report(this, script.Locate(directive.Offset, directive.Name.Length + 1), $"The script uses #{directive.Name}, but the platform compiles this one file alone and refuses it: copy the code into the file; the documented namespaces are there already");
            }
        }

        for (var at = 0; at < script.Tokens.Count; at++)
        {
            if (script.Is(at, "namespace"))
            {
                context.Report(this, script.Locate(script.Tokens[at].Offset, script.Tokens[at].Length), "The script declares a namespace, but the platform looks for the class Script outside of any: remove the declaration");
            }
        }
    }
}
