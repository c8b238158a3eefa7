using System.CommandLine;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector plan</c>: says what a deployment would do, and writes nothing.</summary>
internal sealed class PlanCommand : Command
{
    public PlanCommand(ToolContext context)
        : base("plan", "Says what a deployment would change in an environment, and changes nothing.")
    {
        var options = new RunOptionSet(this);
        var detailed = CommonOptions.DetailedExitCode();
        Add(detailed);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "plan for",
            options.Read(parsed),
            async (run, stop) =>
            {
                var (plan, observed) = await run.Engine.PlanAsync(run.Desired, stop).ConfigureAwait(false);
                run.PrintJson(observed, plan);
                if (plan.IsBlocked)
                {
                    throw new ConnectorException([.. plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
                }

                run.Arrow(plan.IsEmpty ? "nothing to do" : $"{plan.Steps.Length} changes planned, nothing changed");
                return ExitCode.Of(plan, parsed.GetValue(detailed));
            },
            cancellationToken));
    }
}
