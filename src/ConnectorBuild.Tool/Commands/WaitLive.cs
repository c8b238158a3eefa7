using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Platform;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Commands;

/// <summary>Whether makers have what was saved: a line of <c>status</c>, and what <c>deploy --wait-live</c> waits for.</summary>
internal static class WaitLive
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    /// <summary><c>--wait-live [10m]</c>.</summary>
    public static Option<TimeSpan?> Option() => new("--wait-live")
    {
        Description = "Waits until makers have what was saved, at most as long as this says (10m by default; 90s, 1h), and exits with "
            + "3 where they do not. For people only.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = Parse,
    };

    /// <summary>What makers have, for <c>status</c>.</summary>
    public static async Task<LiveState> ReadAsync(DeploymentRun run, ToolContext context, DesiredState desired, CancellationToken cancellationToken)
    {
        using var http = CloudHttp.Create(run.Session.Target, context.Clock);
        return await View(run, context, http).ReadAsync(desired.Row.Identity.RowId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits, and says what came of it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> WaitAsync(
        DeploymentRun run, ToolContext context, DesiredState desired, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var http = CloudHttp.Create(run.Session.Target, context.Clock);
        var state = await View(run, context, http).WaitAsync(desired.Row.Identity.RowId, limit, cancellationToken).ConfigureAwait(false);
        if (state.Kind == LiveKind.Live)
        {
            run.Console.Line(
                string.Create(CultureInfo.InvariantCulture, $"  live           after {state.After!.Value.TotalSeconds:0} s: {state.Text}"));
            return ExitCode.Done;
        }

        run.Console.Report(state.Kind == LiveKind.Hidden
            ? new Diagnostic(
                DeploymentDiagnostics.LiveHidden,
                $"Whether makers have what was saved is {state.Text}. What was deployed stays. Run as a person: dotnet connector "
                    + $"status {run.Argument} --environment {desired.Target.Name}{(desired.Target.PersonArguments is { } person ? " " + person : "")}.")
            : new Diagnostic(
                DeploymentDiagnostics.NotLive,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"After {state.After!.Value.TotalSeconds:0} s {state.Text} (connector '{desired.Row.Identity.Name}'). What was "
                        + $"deployed stays, and the platform may still take it over: ask later with dotnet connector status. If it "
                        + $"stays so, save the connector once in the maker portal; two on-behalf-of connectors on one app are a known "
                        + $"cause (CB7110).")));
        return ExitCode.Waiting;
    }

    /// <summary>A duration as people write it: <c>90s</c>, <c>10m</c>, <c>1h</c>, <c>00:10:00</c>; null for another text.</summary>
    internal static TimeSpan? Duration(string text)
    {
        var unit = text.Length > 1
            ? text[^1] switch { 's' => TimeSpan.FromSeconds(1), 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), _ => TimeSpan.Zero }
            : TimeSpan.Zero;
        return unit > TimeSpan.Zero
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count <= 100_000 ? unit * count
            : text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
                && span >= TimeSpan.Zero ? span
            : null;
    }

    private static TimeSpan? Parse(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
        {
            return Usual;
        }

        if (Duration(result.Tokens[0].Value) is { } duration)
        {
            return duration;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a duration; write 90s, 10m, 1h or 00:10:00.");
        return null;
    }

    private static PlatformView View(DeploymentRun run, ToolContext context, HttpClient http) => new(
        http, run.Session.Target, run.Session.Dataverse, new ConnectorEnvironment(
            http, run.Session.Target, run.Session.Dataverse, context.Clock), context.Clock);
}
