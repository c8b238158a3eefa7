using System.CommandLine;
using ConnectorBuild.Deployment;
using ConnectorBuild.Deployment.Retirement;
using ConnectorBuild.Rules;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector retire</c>: takes a connector and what belongs to it out of an environment.</summary>
internal sealed class RetireCommand : Command
{
    public RetireCommand(ToolContext context)
        : base("retire", "Takes the connector with its reply URL and our secrets out of an environment. Shows the plan, and does it with --yes. Apps are never deleted.")
    {
        var options = new RunOptionSet(this);
        var detailed = CommonOptions.DetailedExitCode();
        var yes = new Option<bool>("--yes") { Description = "Does what the plan says. Without it nothing is changed." };
        Add(detailed);
        Add(yes);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "retire from",
            options.Read(parsed),
            async (run, stop) =>
            {
                using var engine = new RetirementEngine(run.Session.Target, run.Session.Entra, run.Session.Dataverse, context.Clock, run.Console);
                return await run.ForEachAsync(desired => RetireAsync(run, engine, desired, parsed.GetValue(yes), parsed.GetValue(detailed), stop)).ConfigureAwait(false);
            },
            cancellationToken));
    }

    private static async Task<int> RetireAsync(DeploymentRun run, RetirementEngine engine, DesiredState desired, bool isMeant, bool detailed, CancellationToken cancellationToken)
    {
        if (isMeant)
        {
            var result = await engine.RetireAsync(desired, cancellationToken).ConfigureAwait(false);
            run.PrintJson(result.Observed, result.Plan);
            Tell(run, result.Plan.Needs);
            run.Arrow(result.Plan.IsEmpty ? "nothing to retire" : $"retired: {DeploymentText.Plural(result.Plan.Steps.Length, "thing")} removed and verified");
            return result.Plan.Needs.Length > 0 ? ExitCode.Waiting : ExitCode.Done;
        }

        var (plan, observed) = await engine.PlanAsync(desired, cancellationToken).ConfigureAwait(false);
        run.PrintJson(observed, plan);
        if (plan.IsBlocked)
        {
            throw new ConnectorException([.. plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        }

        Tell(run, plan.Needs);
        run.Arrow(plan.IsEmpty ? "nothing to retire" : $"{DeploymentText.Plural(plan.Steps.Length, "thing")} would be removed, nothing changed; do it with --yes");
        return !plan.IsEmpty && detailed ? ExitCode.Pending : ExitCode.Done;
    }

    private static void Tell(DeploymentRun run, IReadOnlyCollection<string> needs)
    {
        foreach (var need in needs)
        {
            run.Console.Line("  for the app's owner: " + need);
        }
    }
}
