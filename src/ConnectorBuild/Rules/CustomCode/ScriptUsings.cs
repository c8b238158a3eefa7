using ConnectorBuild.CustomCode.Compiler;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script uses a namespace that is not documented, in a using directive or in a type's full name.</summary>
internal sealed class ScriptUsings() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB5005", "The script uses a namespace that is not documented", DiagnosticSeverity.Info) { IsCertification = true };

    public void Check(RuleContext context)
    {
        if (ScriptText.Of(context) is not { } script)
        {
            return;
        }

        // Only a compiler knows where the namespace ends in a full name.
        var used = (context.Connector.Files.Compilation?.Content?.Namespaces ?? []).Except(HostNamespaces.All).ToList();
        for (var at = 0; at < script.Tokens.Count; at++)
        {
            if (script.Is(at, "using"))
            {
                if (script.DottedName(at + 1, out var end) is { Length: > 0 } name && script.Is(end, ";") && !HostNamespaces.All.Contains(name))
                {
                    Report(name, at + 1);
                }
            }
            else if (!script.Is(at - 1, ".") && !script.Is(at - 1, "using") && !script.Is(at - 1, "namespace")
                && script.DottedName(at, out _) is { } full && Longest(full) is { } inside)
            {
                Report(inside, at);
            }
        }

        string? Longest(string full) => used.Where(name => full.StartsWith(name + ".", StringComparison.Ordinal)).MaxBy(name => name.Length);

        void Report(string name, int token) => context.Report(this, script.Locate(script.Tokens[token].Offset, name.Length),
            $"The namespace '{ValueText.Shorten(name)}' is not among the 26 that Microsoft documents for custom code, so it may not be "
                + $"there{context.Hint(name, HostNamespaces.All)}: do without it, or try it out on the platform");
    }
}
