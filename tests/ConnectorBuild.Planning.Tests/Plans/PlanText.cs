using System.Text;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>A plan with everything that it says, as text with a line for each thing.</summary>
internal static class PlanText
{
    /// <summary>The plan's text; long names that stand in every line are short in it.</summary>
    public static string Of(PlanCase one)
    {
        var text = Of(one.Plan())
            .Replace(one.Desired.Application?.UniqueName ?? "no app", "{app}", StringComparison.Ordinal)
            .Replace(one.Desired.Row.Identity.Name, "{connector}", StringComparison.Ordinal);
        return one.Desired.Route is not ImportRoute { Package.Hash: var hash }
            ? text
            : text.Replace(hash, "{hash}", StringComparison.Ordinal).Replace(hash[..12], "{hash}", StringComparison.Ordinal);
    }

    private static string Of(DeploymentPlan plan)
    {
        var text = new StringBuilder();
        foreach (var step in plan.Steps)
        {
            text.Append($"{step.Kind} {step.Thing}: {step.Summary}{(step.Id.Key.Length > 0 ? $" [{step.Id.Key}]" : "")}\n");
            Lines(text, "    ", step.Lines);
            Lines(text, "    content ", step.Content);
            Lines(text, "    needs ", Facts(step.Needs));
            Lines(text, "    provides ", Facts(step.Provides));
        }

        Lines(text, "same ", plan.Unchanged);
        Lines(text, "owner ", plan.Needs);
        Lines(text, "drift ", plan.Drift.Select(d => d.ToString()));
        Lines(text, "", plan.Diagnostics.Select(d => $"{d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.Message}"));
        return text.Length == 0 ? "nothing\n" : text.ToString();
    }

    private static IEnumerable<string> Facts(IReadOnlyCollection<StepFact> facts) =>
        facts.Count == 0 ? [] : [string.Join(", ", facts.Select(f => f.Kind == FactKind.Variable ? $"{f.Kind} {f.Key}" : $"{f.Kind}"))];

    private static void Lines(StringBuilder text, string prefix, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(prefix).Append(line.Length == 0 ? "(empty)" : line.Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }
    }
}
