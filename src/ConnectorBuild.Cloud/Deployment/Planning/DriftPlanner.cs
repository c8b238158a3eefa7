using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// What somebody changed in the environment since the last deployment: told in the author's terms, and not overwritten without being told
/// to.
/// </summary>
internal static class DriftPlanner
{
    // In a message of one line; the plan has them all.
    private const int MaxTold = 3;

    public static void Plan(PlanBuilder plan, IReadOnlyDictionary<string, string?> changed)
    {
        if (plan.Dataverse.Connector is not { } row || plan.Record is not { } record || plan.IsRowOurs)
        {
            return;
        }

        // An edit that replaces a reference by its value means the same, so it is not drift.
        var wanted = ResolvedColumns.Differing(plan, row, changed);
        var edited = wanted.Keys
            .Where(c => c != ConnectorColumns.Icon && record.Read.TryGetValue(c, out var hash) && hash != ConnectorColumns.ReadHash(c, row[c]))
            .ToList();
        if (edited.Count == 0)
        {
            return;
        }

        // Of the last deployment only hashes are known, so what is told is how the environment differs from the project.
        var there = ResolvedColumns.There(plan, row);
        var drift = ConnectorComparison.Compare(wanted, edited.ToDictionary(c => c, c => there.GetValueOrDefault(c), StringComparer.Ordinal));
        plan.Drift = SourcePlaces.Name(drift, plan.Desired.Source);
        var what = $"Since the last deployment somebody changed {string.Join(", ", edited)} of connector '{row.Name}' in "
            + $"{plan.Desired.Target.DataverseUrl} ({Told(plan)})";
        plan.Diagnostics.Add(plan.Desired.OverwriteDrift
            ? new Diagnostic(
                DeploymentDiagnostics.Drift, DiagnosticSeverity.Warning,
                $"{what}. ConnectorOverwriteDrift is true, so this deployment overwrites it.")
            : new Diagnostic(
                DeploymentDiagnostics.Drift,
                $"{what}, and this deployment would overwrite it. It was left as it is. Take the change into the project, or set "
                    + "ConnectorOverwriteDrift=true to overwrite it."));
    }

    private static string Told(PlanBuilder plan) =>
        string.Join("; ", plan.Drift.Take(MaxTold)) + (plan.Drift.Length > MaxTold ? $"; and {plan.Drift.Length - MaxTold} more, "
            + $"listed in the plan" : "");
}
