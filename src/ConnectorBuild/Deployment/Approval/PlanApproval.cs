using ConnectorBuild.Comparison;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Deployment.Approval;

/// <summary>Whether a plan that was just made is the one that was approved.</summary>
internal static class PlanApproval
{
    /// <summary>Refuses a plan for another connector or environment before anything is read.</summary>
    /// <exception cref="ConnectorException">CB9104, CB9105.</exception>
    public static void RequireSameProject(ApprovedPlan approved, DesiredState desired)
    {
        var target = desired.Target;
        if (!string.Equals(approved.EnvironmentKey, target.Key, StringComparison.OrdinalIgnoreCase)
            || approved.TenantId != target.TenantId
            || approved.ConnectorId != desired.Row.Identity.RowId
            || approved.ConnectorName != desired.Row.Identity.Name)
        {
            throw new ConnectorException(new Diagnostic(
                ComparisonDiagnostics.PlanOfOtherTarget,
                $"The plan was approved for connector '{approved.ConnectorName}' ({approved.ConnectorId}) in environment '{approved.Environment}' ({approved.EnvironmentKey}, tenant {approved.TenantId}), but this deployment is of '{desired.Row.Identity.Name}' ({desired.Row.Identity.RowId}) to '{target.Name}' ({target.Key}, tenant {target.TenantId}). Nothing was changed. Name the plan of this environment, or plan again."));
        }

        if (Differing(approved.Desired, StateHashes.Of(desired)) is { Count: > 0 } moved)
        {
            throw new ConnectorException(new Diagnostic(
                ComparisonDiagnostics.ProjectMoved,
                $"The project is not the one that the plan of {approved.Created:yyyy-MM-dd HH:mm} UTC was made from: {string.Join(", ", moved)} changed since. Nothing was changed. Deploy the commit that was planned, or plan again and have that approved."));
        }
    }

    /// <summary>Refuses a plan that was made from something else, or does something else.</summary>
    /// <exception cref="ConnectorException">CB9106, CB9107.</exception>
    public static void RequireSamePlan(ApprovedPlan approved, DeploymentPlan plan, ObservedState observed)
    {
        if (Differing(approved.Observed, StateHashes.Of(observed)) is { Count: > 0 } moved)
        {
            throw new ConnectorException(new Diagnostic(
                ComparisonDiagnostics.EnvironmentMoved,
                $"Since the plan of {approved.Created:yyyy-MM-dd HH:mm} UTC somebody else changed in environment '{approved.Environment}': {string.Join(", ", moved)}. Nothing was changed by this run. Plan again, look at what changed, and have that approved."));
        }

        var steps = plan.Steps.Select(ApprovedStep.Create).ToList();
        if (steps.Count != approved.Steps.Count || !steps.Zip(approved.Steps).All(p => p.First.IsSame(p.Second)))
        {
            var more = steps.Where(s => !approved.Steps.Any(s.IsSame)).Select(s => $"would also {s}");
            var less = approved.Steps.Where(a => !steps.Any(a.IsSame)).Select(a => $"would not {a}");
            throw new ConnectorException(new Diagnostic(
                ComparisonDiagnostics.StepsDiffer,
                $"This deployment would not do what was approved on {approved.Created:yyyy-MM-dd HH:mm} UTC: it {string.Join("; ", more.Concat(less).DefaultIfEmpty("would do it in another order"))}. Time alone can do that: a secret comes near its end. Nothing was changed. Plan again, and have that approved."));
        }
    }

    private static List<string> Differing(IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now) =>
        [.. then.Keys.Union(now.Keys).Where(k => then.GetValueOrDefault(k) != now.GetValueOrDefault(k))];
}
