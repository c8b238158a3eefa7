using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Approval;

/// <summary>Whether a plan that was just made is the one that was approved.</summary>
internal static class PlanApproval
{
    /// <summary>The approved plan of a connector; that of another one, to be refused, where it has none; null where none are asked for.</summary>
    public static ApprovedPlan? Find(IReadOnlyList<ApprovedPlan> approved, DesiredState desired) =>
        approved.FirstOrDefault(a => a.ConnectorId == desired.Row.Identity.RowId) ?? (approved.Count > 0 ? approved[0] : null);

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
                $"The plan was approved for connector '{approved.ConnectorName}' ({approved.ConnectorId}) in environment "
                    + $"'{approved.Environment}' ({approved.EnvironmentKey}, tenant {approved.TenantId}), but this deployment is of "
                    + $"'{desired.Row.Identity.Name}' ({desired.Row.Identity.RowId}) to '{target.Name}' ({target.Key}, tenant "
                    + $"{target.TenantId}). Nothing was changed. Name the plan of this environment, or plan again."));
        }

        if (Differing(approved.Desired, StateHashes.Of(desired)) is { Count: > 0 } moved)
        {
            throw new ConnectorException(new Diagnostic(
                ComparisonDiagnostics.ProjectMoved,
                $"The project is not the one that the plan of {approved.Created:yyyy-MM-dd HH:mm} UTC was made from: "
                    + $"{string.Join(", ", moved)} changed since. Nothing was changed. Deploy what was planned, with its settings, or "
                    + "plan again and have that approved."));
        }
    }

    /// <summary>
    /// Refuses a plan that was made from something else, or does something else. What an earlier run of the approved plan has done is
    /// neither: then the rest of the approved steps is allowed. A plan without steps changes nothing and is always allowed.
    /// </summary>
    /// <returns>Whether an earlier run has made a part of the approved changes.</returns>
    /// <exception cref="ConnectorException">CB9106, CB9107.</exception>
    public static bool RequireSamePlan(ApprovedPlan approved, DesiredState desired, ObservedState observed, DeploymentPlan plan)
    {
        if (plan.IsEmpty && !plan.IsBlocked)
        {
            return false;
        }

        var moved = Differing(approved.Observed, StateHashes.Of(observed));
        if (moved.Count > 0)
        {
            var progress = new PlanProgress(approved, desired, observed, plan);
            if (moved.Where(part => !progress.Explains(part)).ToList() is { Count: > 0 } unexplained)
            {
                throw new ConnectorException(new Diagnostic(
                    ComparisonDiagnostics.EnvironmentMoved,
                    $"In environment '{approved.Environment}' this changed since the plan of {approved.Created:yyyy-MM-dd HH:mm} UTC, "
                        + $"by somebody else or by an earlier run of this plan: {string.Join(", ", unexplained)}. Nothing was changed "
                        + "by this run. Plan again, look at what changed, and have that approved."));
            }

            RequireCovered(approved, plan);
            return true;
        }

        var steps = plan.Steps.Select(ApprovedStep.Create).ToList();
        if (!steps.Select(s => (s.Id, s.Hash)).SequenceEqual(approved.Steps.Select(s => (s.Id, s.Hash))))
        {
            throw Differs(
                approved, plan.Steps.Where(s => !approved.Steps.Any(ApprovedStep.Create(s).IsSame)),
                approved.Steps.Where(a => !steps.Exists(a.IsSame)));
        }

        return false;
    }

    /// <summary>Refuses steps that were not approved. Others of what was approved may be done already.</summary>
    /// <exception cref="ConnectorException">CB9107.</exception>
    public static void RequireCovered(ApprovedPlan approved, DeploymentPlan plan)
    {
        if (plan.Steps.Where(s => !PlanProgress.Covers(approved, s)).ToList() is { Count: > 0 } more)
        {
            throw Differs(approved, more, []);
        }
    }

    private static ConnectorException Differs(
        ApprovedPlan approved, IEnumerable<DeploymentStep> more, IEnumerable<ApprovedStep> less) => new(new Diagnostic(
        ComparisonDiagnostics.StepsDiffer,
        $"This deployment would not do what was approved on {approved.Created:yyyy-MM-dd HH:mm} UTC: it "
            + $"{string.Join("; ", more.Select(s => $"would also {PlanWords.Of(s.Kind)} {s.Thing}: {s.Summary}").Concat(less.Select(a => $"would not {a.Id.Kind} {a.Id.Thing}: {a.Summary}")).DefaultIfEmpty("would do it in another order"))}. "
            + "Time can do that (a secret comes near its end), or an earlier run of this plan that stopped half way. None of this "
            + "connector's own changes was made by this run. Plan again, and have that approved."));

    private static List<string> Differing(IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now) =>
        [.. then.Keys.Union(now.Keys).Where(k => then.GetValueOrDefault(k) != now.GetValueOrDefault(k))];
}
