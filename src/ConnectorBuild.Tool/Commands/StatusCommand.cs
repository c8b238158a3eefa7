using System.CommandLine;
using System.Globalization;
using ConnectorBuild.Deployment;
using ConnectorBuild.Entra;
using ConnectorBuild.Rules;
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
            (run, stop) => run.ForEachAsync(async desired =>
            {
                var (plan, observed) = await run.Engine.PlanAsync(desired, stop).ConfigureAwait(false);
                var now = context.Clock.GetUtcNow();
                var errors = plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
                run.ShowErrors(errors);
                run.Console.Heading("Deployed");
                foreach (var line in DeploymentText.Result(desired, observed, now))
                {
                    run.Console.Line("  " + line);
                }

                if (DeploymentReceipt.Create(desired, observed) is { SecretExpires: { } expires, RenewFrom: { } from } && now >= from)
                {
                    run.Console.Report(new Diagnostic(
                        EntraDiagnostics.SecretExpires,
                        string.Create(CultureInfo.InvariantCulture, $"The client secret that the connector holds expires on {expires:yyyy-MM-dd}; then every sign-in ends with AADSTS7000222. Publish before that: a new secret is minted and the old one kept for a day.")));
                }

                run.PrintJson(observed, plan);
                run.Arrow(DeploymentText.Pending(plan));
                return ExitCode.OfStatus(plan, parsed.GetValue(detailed));
            }),
            cancellationToken));
    }
}
