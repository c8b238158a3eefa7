using ConnectorBuild.CustomCode;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script compiles, but only with something that no accepted script has been seen to need.</summary>
internal sealed class ScriptIsProved() : Rule(Code), ICompiledScriptRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB5202", "The script uses something that is not proved on the host", DiagnosticSeverity.Warning);

    private const string WhatIfNot = "If the platform does not have it, it answers with an internal server error and no list:";

    public void Check(ScriptCompilation compilation, ScriptText script, RuleContext context)
    {
        foreach (var (kind, error) in compilation.Unproved)
        {
            context.Report(this, script.Locate(error), kind switch
            {
                UnprovedKind.Language =>
                    $"The code needs a newer C# than 9, and no script that the platform is known to accept does ({Text(error)}). "
                        + $"{WhatIfNot} write it in C# 9, or try it out there",
                UnprovedKind.Namespace =>
                    $"The namespace is in no assembly that the platform is known to have ({Text(error)}). {WhatIfNot} do without it, "
                        + "or try it out there",
                _ =>
                    $"{Subject(script, error)} in .NET Standard 2.0, and no script that the platform is known to accept needs a newer "
                        + $".NET ({Text(error)}). {WhatIfNot} use what .NET Standard 2.0 has, or try it out there",
            });
        }
    }

    private static string Subject(ScriptText script, ScriptError error) =>
        script.MemberAt(error) is { } member ? $"'{ValueText.Shorten(member)}' is not there, or not in this form," : "What is used here is not";

    private static string Text(ScriptError error) => $"{error.Id}: {error.Message.TrimEnd('.')}";
}
