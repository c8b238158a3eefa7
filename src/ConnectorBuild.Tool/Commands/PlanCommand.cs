using System.CommandLine;
using ConnectorBuild.Deployment.Approval;
using ConnectorBuild.Rules;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector plan</c>: says what a deployment would do, and writes nothing.</summary>
internal sealed class PlanCommand : Command
{
    public PlanCommand(ToolContext context)
        : base("plan", "Says what a deployment would change in an environment, and changes nothing.")
    {
        var options = new RunOptionSet(this);
        var detailed = CommonOptions.DetailedExitCode();
        var output = new Option<string?>("--out") { Description = "Also writes the plan to this file, for 'deploy --plan' to apply exactly that." };
        var markdown = new Option<string?>("--markdown") { Description = "Also writes the plan to this Markdown file, as a comment for a pull request." };
        Add(detailed);
        Add(output);
        Add(markdown);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "plan for",
            options.Read(parsed),
            async (run, stop) =>
            {
                if (run.States.Count > 1)
                {
                    return await PlanAllAsync(run, parsed.GetValue(detailed), stop).ConfigureAwait(false);
                }

                var (plan, observed) = await run.Engine.PlanAsync(run.Desired, stop).ConfigureAwait(false);
                run.PrintJson(observed, plan);
                if (parsed.GetValue(markdown) is { } comment)
                {
                    ReportFile.Write(comment, PlanMarkdown.Create(run.Desired, plan));
                }

                if (plan.IsBlocked)
                {
                    throw new ConnectorException([.. plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
                }

                if (parsed.GetValue(output) is { } file)
                {
                    ApprovedPlan.Create(run.Desired, observed, plan, context.Clock.GetUtcNow()).Write(file);
                }

                run.Arrow(plan.IsEmpty ? "nothing to do" : $"{DeploymentText.Plural(plan.Steps.Length, "change")} planned, nothing changed");
                return ExitCode.Of(plan, parsed.GetValue(detailed));
            },
            cancellationToken));
    }

    // A solution of several connectors: one after the other, and all errors at the end.
    private static async Task<int> PlanAllAsync(DeploymentRun run, bool detailed, CancellationToken cancellationToken)
    {
        var (worst, errors) = (ExitCode.Done, new List<Diagnostic>());
        foreach (var desired in run.States)
        {
            run.Use(desired);
            var (plan, observed) = await run.Engine.PlanAsync(desired, cancellationToken).ConfigureAwait(false);
            run.PrintJson(observed, plan);
            errors.AddRange(plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            run.Arrow(plan.IsEmpty ? "nothing to do" : $"{DeploymentText.Plural(plan.Steps.Length, "change")} planned, nothing changed");
            worst = Math.Max(worst, ExitCode.Of(plan, detailed));
        }

        return errors.Count > 0 ? throw new ConnectorException(errors) : worst;
    }
}
