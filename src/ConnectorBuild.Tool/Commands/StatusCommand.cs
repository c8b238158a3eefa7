using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Platform;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector status</c>: what is deployed, whether it is as the project says, and when the secret expires.</summary>
internal sealed class StatusCommand : Command
{
    public StatusCommand(ToolContext context)
        : base("status", "Shows what is deployed to an environment, whether it is as the project says, and when the secret expires.")
    {
        var options = new RunOptionSet(this);
        var detailed = CommonOptions.DetailedExitCode();
        Add(detailed);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "status of",
            options.Read(parsed),
            (run, stop) => run.ForEachPlanAsync(async (desired, plan, observed) =>
            {
                var now = context.Clock.GetUtcNow();

                // What somebody changed is an answer here; only a deployment is forbidden by it.
                var told = plan with { Diagnostics = [.. plan.Diagnostics.Select(
                    d => d.Descriptor == DeploymentDiagnostics.Drift ? d with { Severity = DiagnosticSeverity.Warning } : d)] };
                run.ShowErrors([.. told.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
                foreach (var drift in told.Diagnostics.Except(plan.Diagnostics))
                {
                    run.Console.Report(drift);
                }

                run.Console.Heading("Deployed");
                foreach (var line in DeploymentText.Result(desired, observed, now))
                {
                    run.Console.Result(line);
                }

                var live = observed.Dataverse.Connector is null ? null : await WaitLive.ReadAsync(run, context, desired, stop).ConfigureAwait(false);
                if (live is not null)
                {
                    run.Console.Line(
                        "  live           "
                            + $"{(live.Kind == LiveKind.Live ? "yes: " : live.Kind == LiveKind.Behind ? "no: " : "")}{live.Text}");
                }

                if (DeploymentReceipts.Create(desired, observed) is { SecretExpires: { } expires, RenewFrom: { } from } && now >= from)
                {
                    run.Console.Report(new Diagnostic(
                        ProjectDiagnostics.SecretExpires,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The client secret that the connector holds expires on {expires:yyyy-MM-dd}; then every sign-in ends with "
                                + $"AADSTS7000222. Publish before that: a new secret is minted and the old one kept for a day.")));
                }

                run.PrintJson(observed, told, json =>
                {
                    json["isBlocked"] = plan.IsBlocked;
                    json["live"] = live is null ? null : new JsonObject
                    {
                        ["kind"] = live.Kind.ToString(),
                        ["text"] = live.Text,
                        ["compared"] = new JsonArray([.. live.Compared.Select(c => JsonValue.Create(c))]),
                        ["missing"] = new JsonArray([.. live.Missing.Select(m => JsonValue.Create(m))]),
                    };
                });
                run.Arrow(DeploymentText.Pending(plan));
                return ExitCode.OfStatus(plan, parsed.GetValue(detailed));
            }, stop),
            cancellationToken));
    }
}
