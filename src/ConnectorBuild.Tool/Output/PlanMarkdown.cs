using System.Text;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Reports;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Output;

/// <summary>A plan as a comment of a pull request.</summary>
internal static class PlanMarkdown
{
    // GitHub takes 65,536 characters of a comment; a row is seldom longer than 200.
    private const int MaxRows = 200;

    public static string Create(DesiredState desired, ObservedState observed, DeploymentPlan plan, IReadOnlyList<AssumedApi> assumed)
    {
        var text = new StringBuilder();
        var differences = plan.Steps.SelectMany(s => s.Differences).ToList();
        var breaking = differences.Count(d => d.Impact == ChangeImpact.Breaking);
        text.Append($"### Connector {Code(desired.Row.Identity.Name)} in {Code(desired.Target.Name)} ({desired.Target.DataverseUrl})\n\n");
        text.Append(plan switch
        {
            { IsBlocked: true } => "**Blocked**: nothing will be deployed until the findings below are resolved.\n\n",
            { IsEmpty: true, Needs.Length: > 0 } => $"Nothing to do here: what is left is for {DeploymentText.Party(plan)}.\n\n",
            { IsEmpty: true } => $"{DeploymentText.NothingToDo(plan)}\n\n",
            _ => $"**{DeploymentText.Plural(plan.Steps.Length, "change")}**{(breaking > 0 ? $", **{breaking} of what makers see can break existing flows**" : "")}.\n\n",
        });
        foreach (var api in assumed)
        {
            text.Append($"**Assumed**: {Cell(api.Text)}\n\n");
        }

        if (!plan.IsEmpty)
        {
            text.Append("| | Thing | What |\n|---|---|---|\n");
            foreach (var step in plan.Steps)
            {
                text.Append(
                    $"| {step.Kind.ToString().ToLowerInvariant()} | {Cell(step.Thing)} | "
                        + $"{string.Join("<br>", Details(step).Prepend(step.Summary).Select(Cell))} |\n");
            }

            text.Append('\n');
        }

        if (differences.Count > 0)
        {
            text.Append("#### What changes for makers and their flows\n\n| | What | How |\n|---|---|---|\n");
            foreach (var difference in differences.Take(MaxRows))
            {
                text.Append(
                    $"| {(difference.Impact == ChangeImpact.Breaking ? "**breaks**" : "")} | {Cell(difference.Subject)} | "
                        + $"{Cell(TextOf(difference))} |\n");
            }

            text.Append(differences.Count > MaxRows ? $"| | and {differences.Count - MaxRows} more | |\n\n" : "\n");
        }

        if (differences.Count > 0 && observed.Dependents is { } dependents)
        {
            text.Append($"Used by {Cell(DeploymentText.UsedBy(dependents))}.\n\n");
        }

        if (plan.Drift.Length > 0)
        {
            text.Append("#### Drift: in the environment, unlike in the project\n\n| What | How |\n|---|---|\n");
            foreach (var edit in plan.Drift.Take(MaxRows))
            {
                text.Append($"| {Cell(edit.Subject)} | {Cell(TextOf(edit))} |\n");
            }

            text.Append(plan.Drift.Length > MaxRows ? $"| and {plan.Drift.Length - MaxRows} more | |\n\n" : "\n");
        }

        foreach (var diagnostic in plan.Diagnostics)
        {
            text.Append(Finding(diagnostic));
        }

        return text.ToString();
    }

    /// <summary>A finding as a block of its own.</summary>
    public static string Finding(Diagnostic diagnostic) =>
        $"> **{CanonicalText.Word(diagnostic.Severity)} [{diagnostic.Id}]({diagnostic.Descriptor.HelpLink})** {Cell(diagnostic.Message)}\n\n";

    // What changes for makers has a table of its own.
    private static IEnumerable<string> Details(DeploymentStep step) => step.Details.Take(MaxRows).Select(d => d.Trim());

    private static string Code(string text) => $"`{SafeText.ForMarkdownCode(text)}`";

    private static string TextOf(ConnectorDifference difference) => difference.Place is { } place ? $"{difference.Text} [{place}]" : difference.Text;

    private static string Cell(string text) => SafeText.ForMarkdown(text);
}
