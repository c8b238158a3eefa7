using System.CommandLine;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Diagnostics;
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
        var markdown = new Option<string?>("--markdown") { Description = "Also writes the plan to this Markdown file, as a comment for "
            + "a pull request." };
        Add(detailed);
        Add(output);
        Add(markdown);
        SetAction((parsed, cancellationToken) => DeploymentRun.RunAsync(
            context,
            "plan for",
            options.Read(parsed),
            (run, stop) => PlanAsync(run, context, parsed.GetValue(output), parsed.GetValue(markdown), parsed.GetValue(detailed), stop),
            cancellationToken));
    }

    // Of several connectors one after the other, and all errors at the end.
    private static async Task<int> PlanAsync(
        DeploymentRun run, ToolContext context, string? output, string? markdown, bool detailed, CancellationToken cancellationToken)
    {
        var (approvals, comments, errors) = (new List<ApprovedPlan>(), new List<string>(), new List<Diagnostic>());
        var exit = await run.ForEachPlanAsync((desired, plan, observed) =>
        {
            run.PrintJson(observed, plan);
            comments.Add(PlanMarkdown.Create(desired, observed, plan, run.Assumed));
            approvals.Add(ApprovedPlan.Create(desired, observed, plan, context.Clock.GetUtcNow()));
            var refused = plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            errors.AddRange(refused);
            if (refused.Count == 0)
            {
                run.Arrow(plan.IsEmpty ? "nothing to do" : $"{DeploymentText.Plural(plan.Steps.Length, "change")} planned, nothing changed");
            }

            return ExitCode.Of(plan, detailed);
        }, cancellationToken).ConfigureAwait(false);
        if (markdown is not null)
        {
            ReportFile.Write(markdown, string.Join("\n", comments));
        }

        if (errors.Count > 0)
        {
            run.ShowErrors(errors);
            return ExitCode.Failed;
        }

        if (output is not null)
        {
            ApprovedPlan.WriteAll(output, approvals);
        }

        return exit;
    }
}
