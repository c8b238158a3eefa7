using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// An upgrade of the solution that somebody staged ("Stage for upgrade") and did not complete. Nothing can be imported before it is
/// completed or deleted, and completing it deletes, so it is refused unless the project asks for it.
/// </summary>
internal static class StagedUpgradePlanner
{
    /// <summary>Refuses a staged upgrade, or plans its completion; what comes after is planned for the environment as it is then.</summary>
    /// <returns>Whether a staged upgrade is completed.</returns>
    public static bool Plan(PlanBuilder plan, DesiredPackage package)
    {
        if (plan.Dataverse.Staged is not { } staged)
        {
            return false;
        }

        var solution = plan.Dataverse.Solution;
        var where = $"solution '{package.Manifest.UniqueName}' in {plan.Desired.Target.DataverseUrl}";
        var deletes = staged.Deletes.Where(c => c.OtherSolution is null).ToList();
        if (!package.CompletesUpgrade)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.UpgradeStaged,
                $"An upgrade of {where} to {staged.Solution.Version} is staged and not completed, so nothing can be imported. "
                    + $"Completing it deletes {(deletes.Count == 0 ? "nothing but the former version" : string.Join(", ", deletes))}. "
                    + "Nothing was changed. Complete it in the maker portal (Solutions, Apply upgrade), delete the solution "
                    + $"'{staged.Solution.UniqueName}' there, or set ConnectorCompleteUpgrade=true to have it completed by this "
                    + "deployment."));
            return false;
        }

        DeletionCheck.Run(
            plan, package, deletes,
            $"Completing the staged upgrade of {where} from {solution?.Version} to {staged.Solution.Version} would delete");
        plan.Steps.Add(new PromoteUpgrade(staged with { Deletes = deletes }, solution) { Details = [.. OmissionPlanner.Explain(deletes)] });
        plan.Dataverse = After(plan.Dataverse, staged, deletes, package.Manifest.UniqueName);
        return true;
    }

    private static DataverseObservation After(DataverseObservation dataverse, StagedUpgrade staged, List<OmittedComponent> deletes, string uniqueName)
    {
        return dataverse with
        {
            Staged = null,
            Solution = staged.Solution with { UniqueName = uniqueName },
            Connector = dataverse.Connector is { } row && Goes(ComponentTypes.Connector, row.Name) ? null : dataverse.Connector,
            Variables = dataverse.Variables.Where(v => !Goes(ComponentTypes.Variable, v.Key))
                .ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal),
            Connections = dataverse.Connections.Where(c => !Goes(ComponentTypes.Reference, c.Key))
                .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal),
        };

        bool Goes(string type, string name) => deletes.Exists(d => d.Type == type && d.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
