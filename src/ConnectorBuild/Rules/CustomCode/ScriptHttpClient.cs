using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script makes its own HttpClient.</summary>
internal sealed class ScriptHttpClient() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB5006", "The script makes its own HttpClient", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        if (ScriptText.Of(context) is not { } script)
        {
            return;
        }

        for (var at = 0; at < script.Tokens.Count; at++)
        {
            if (!script.Is(at, "new"))
            {
                continue;
            }

            var isNamed = script.DottedName(at + 1, out var end) is { } name
                && (name == "HttpClient" || name.EndsWith(".HttpClient", StringComparison.Ordinal))
                    && (script.Is(end, "(") || script.Is(end, "{"));
            var isTargetTyped = script.Is(at + 1, "(") && script.Is(at - 1, "=") && script.Is(at - 3, "HttpClient");
            if (isNamed || isTargetTyped)
            {
                context.Report(
                    this, script.Locate(script.Tokens[at].Offset, 3),
                    "The script makes an HttpClient of its own; Microsoft says that this will be blocked: send requests with "
                        + "this.Context.SendAsync(request, this.CancellationToken)");
            }
        }
    }
}
