using System.CommandLine;
using ConnectorBuild.Cloud.Deployment.Retirement;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Validation;

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
                return await (parsed.GetValue(yes) ? RetireAsync(run, engine, stop) : PlanAsync(run, engine, parsed.GetValue(detailed), stop)).ConfigureAwait(false);
            },
            cancellationToken));
    }

    // Of several connectors each is planned before the first is touched: a flow that needs the last one must not cost the others.
    private static async Task<int> RetireAsync(DeploymentRun run, RetirementEngine engine, CancellationToken cancellationToken)
    {
        var planned = new List<PlannedRetirement>();
        await run.ForEachAsync(async desired =>
        {
            planned.Add(await PlanOneAsync(engine, desired, planned, cancellationToken).ConfigureAwait(false));
            return ExitCode.Done;
        }).ConfigureAwait(false);
        if (planned.Any(p => p.Plan.IsBlocked))
        {
            throw new ConnectorException([.. planned.SelectMany(p => p.Errors)]);
        }

        var exit = ExitCode.Done;
        foreach (var retirement in planned)
        {
            // Of a single one the heading and the plan stand there already.
            if (planned.Count > 1)
            {
                run.Use(retirement.Desired);
            }

            var result = await engine.ApplyAsync(retirement, cancellationToken).ConfigureAwait(false);
            run.PrintJson(result.Observed, result.Plan);
            Tell(run, result.Plan.Needs);
            run.Arrow(result.Plan.IsEmpty ? "nothing to retire" : $"retired: {DeploymentText.Plural(result.Plan.Steps.Length, "thing")} removed and verified");
            exit = ExitCode.Worse(exit, result.Plan.Needs.Length > 0 ? ExitCode.Waiting : ExitCode.Done);
        }

        return exit;
    }

    private static async Task<int> PlanAsync(DeploymentRun run, RetirementEngine engine, bool detailed, CancellationToken cancellationToken)
    {
        var planned = new List<PlannedRetirement>();
        var exit = await run.ForEachAsync(async desired =>
        {
            var retirement = await PlanOneAsync(engine, desired, planned, cancellationToken).ConfigureAwait(false);
            planned.Add(retirement);
            var plan = retirement.Plan;
            run.PrintJson(retirement.Observed, plan);
            if (!plan.IsBlocked)
            {
                Tell(run, plan.Needs);
                run.Arrow(plan.IsEmpty ? "nothing to retire" : $"{DeploymentText.Plural(plan.Steps.Length, "thing")} would be removed, nothing changed; do it with --yes");
            }

            return !plan.IsEmpty && detailed ? ExitCode.Pending : ExitCode.Done;
        }).ConfigureAwait(false);
        if (!planned.Any(p => p.Plan.IsBlocked))
        {
            return exit;
        }

        run.ShowErrors([.. planned.SelectMany(p => p.Errors)]);
        return ExitCode.Failed;
    }

    private static Task<PlannedRetirement> PlanOneAsync(RetirementEngine engine, DesiredState desired, IEnumerable<PlannedRetirement> before, CancellationToken cancellationToken) =>
        engine.PlanAsync(desired, [.. before.Select(p => p.Desired.Row.Identity.Name)], cancellationToken);

    private static void Tell(DeploymentRun run, IReadOnlyCollection<string> needs)
    {
        foreach (var need in needs)
        {
            run.Console.Line("  for the app's owner: " + need);
        }
    }
}
