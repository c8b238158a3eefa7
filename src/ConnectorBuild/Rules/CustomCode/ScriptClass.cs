using ConnectorBuild.CustomCode;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>
/// The script has no class that the platform can run. The compiled class decides; where there is none, the text does as far as it can.
/// </summary>
internal sealed class ScriptClass() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5002", "The script has no class Script : ScriptBase", DiagnosticSeverity.Error);

    private const string Missing =
        "The script has no class Script, which is what the platform runs: write \"public class Script : ScriptBase\" with \"public "
            + "override async Task<HttpResponseMessage> ExecuteAsync()\"";

    private const string OtherBase = "The class Script does not derive from ScriptBase, so the platform cannot run it: write \"public "
        + "class Script : ScriptBase\"";

    public void Check(RuleContext context)
    {
        if (ScriptText.Of(context) is not { } script)
        {
            return;
        }

        if (context.Connector.Files.Compilation?.Content is { } content)
        {
            if (Message(content) is { } message)
            {
                context.Report(this, Place(script, content.ClassName), message);
            }
        }
        else if (script.Fault is null)
        {
            CheckText(script, context);
        }
    }

    private static string? Message(ScriptContent content) => content.Class switch
    {
        ScriptClassState.Fine => null,
        ScriptClassState.Missing => Missing,
        ScriptClassState.OtherBase => OtherBase,
        ScriptClassState.Nested when content.ClassNamespace is { } name =>
            $"The class Script is in the namespace '{ValueText.Shorten(name)}', and the platform looks for it outside of any: remove "
                + "the namespace declaration",
        ScriptClassState.Nested => "The class Script is inside another class, and the platform looks for it outside of any: move it out",
        _ => "The platform cannot make an instance of the class Script: it must not be abstract, and needs a public constructor without parameters",
    };

    private static SourceLocation Place(ScriptText script, string? name)
    {
        for (var at = 1; name is not null && at < script.Tokens.Count; at++)
        {
            if (script.Is(at, name) && script.Is(at - 1, "class"))
            {
                return script.Locate(script.Tokens[at].Offset, script.Tokens[at].Length);
            }
        }

        return script.Locate(0, 0);
    }

    private void CheckText(ScriptText script, RuleContext context)
    {
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

                context.Report(this, script.Locate(tokens[at + 1].Offset, tokens[at + 1].Length), OtherBase);
                return;
            }
        }

        context.Report(this, script.Locate(0, 0), Missing);
    }
}
