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
        : base(
            "retire",
            "Takes the connector with its reply URL and our secrets out of an environment. Shows the plan, and does it with --yes. "
                + "Apps are never deleted.")
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

    private static async Task<int> RetireAsync(DeploymentRun run, RetirementEngine engine, CancellationToken cancellationToken)
    {
        var exit = ExitCode.Done;
        await engine.RetireAllAsync(
            run.States,
            (_, result) =>
            {
                run.PrintJson(result.Observed, result.Plan);
                Tell(run, result.Plan.Needs);
                run.Arrow(
                    result.Plan.IsEmpty
                        ? "nothing to retire"
                        : $"retired: {DeploymentText.Plural(result.Plan.Steps.Length, "thing")} removed and verified");
                exit = ExitCode.Worse(exit, result.Plan.Needs.Length > 0 ? ExitCode.Waiting : ExitCode.Done);
            },
            cancellationToken).ConfigureAwait(false);
        return exit;
    }

    private static async Task<int> PlanAsync(DeploymentRun run, RetirementEngine engine, bool detailed, CancellationToken cancellationToken)
    {
        var (exit, errors) = (ExitCode.Done, new List<Diagnostic>());
        await foreach (var retirement in engine.PlanAllAsync(run.States, cancellationToken).ConfigureAwait(false))
        {
            var plan = retirement.Plan;
            run.PrintJson(retirement.Observed, plan);
            errors.AddRange(retirement.Errors);
            if (!plan.IsBlocked)
            {
                Tell(run, plan.Needs);
                run.Arrow(
                    plan.IsEmpty
                        ? "nothing to retire"
                        : $"{DeploymentText.Plural(plan.Steps.Length, "thing")} would be removed, nothing changed; do it with --yes");
            }

            exit = ExitCode.Worse(exit, !plan.IsEmpty && detailed ? ExitCode.Pending : ExitCode.Done);
        }

        if (errors.Count == 0)
        {
            return exit;
        }

        run.ShowErrors(errors);
        return ExitCode.Failed;
    }

    private static void Tell(DeploymentRun run, IReadOnlyCollection<string> needs)
    {
        foreach (var need in needs)
        {
            run.Console.Line("  for the app's owner: " + need);
        }
    }
}
