using System.Globalization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.CustomCode;

/// <summary>The script waits longer than it may run.</summary>
internal sealed class ScriptWaits() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB5007", "The script waits longer than it may run", DiagnosticSeverity.Info) { IsCertification = true };

    private const double LimitMilliseconds = 5_000;

    public void Check(RuleContext context)
    {
        if (ScriptText.Of(context) is not { } script)
        {
            return;
        }

        for (var at = 0; at < script.Tokens.Count; at++)
        {
            var isWait = (script.Is(at, "Thread") && script.Is(at + 2, "Sleep")) || (script.Is(at, "Task") && script.Is(at + 2, "Delay"));
            if (isWait && script.Is(at + 1, ".") && script.Is(at + 3, "(") && Milliseconds(script, at + 4) >= LimitMilliseconds)
            {
                context.Report(
                    this, script.Locate(script.Tokens[at].Offset, script.Tokens[at].Length),
                    "The script waits 5 seconds or more, which is as long as the documented limit for all of it (newer limits are not "
                        + "verified): wait less, or answer 202 and let the caller ask again");
            }
        }
    }

    private static double? Milliseconds(ScriptText script, int at)
    {
        if (Number(script.TextAt(at)) is { } literal)
        {
            return literal;
        }

        if (!script.Is(at, "TimeSpan") || !script.Is(at + 1, ".") || !script.Is(at + 3, "(") || Number(script.TextAt(at + 4)) is not { } value)
        {
            return null;
        }

        return script.TextAt(at + 2) switch
        {
            "FromMilliseconds" => value,
            "FromSeconds" => value * 1_000,
            "FromMinutes" => value * 60_000,
            _ => null,
        };
    }

    private static double? Number(string text) =>
        double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
