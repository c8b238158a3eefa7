using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>What the solution has in the environment and the package not: an upgrade deletes it, any other import leaves it.</summary>
internal static class OmissionPlanner
{
    /// <summary>Refuses an upgrade that deletes what the project does not name for it, and says which connectors stay behind.</summary>
    public static void Check(PlanBuilder plan, DesiredPackage package, SolutionState solution)
    {
        var isUpgrade = ImportSolution.Upgrades(package, solution);
        var deleted = Deleted(plan, package).ToList();
        var where = $"solution '{package.Manifest.UniqueName}' in {plan.Desired.Target.DataverseUrl}";
        DeletionCheck.Run(plan, package, deleted, $"The upgrade of {where} from {solution.Version} to {package.Version} would delete");
        if (plan.Dataverse.Omitted.Where(c => c.IsConnector).Except(deleted).ToList() is { Count: > 0 } stays)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.ConnectorStays,
                $"{Names(stays)} of {where} {(stays.Count == 1 ? "is" : "are")} not in the package and "
                    + $"{(stays.Count == 1 ? "stays" : "stay")} in the environment, with what belongs to "
                    + $"{(stays.Count == 1 ? "it" : "them")}: {Why(package, isUpgrade, stays)}"));
        }
    }

    /// <summary>What the import deletes.</summary>
    public static IEnumerable<OmittedComponent> Deleted(PlanBuilder plan, DesiredPackage package) =>
        plan.Dataverse.Solution is { } solution && ImportSolution.Upgrades(package, solution)
            ? plan.Dataverse.Omitted.Where(c => c.OtherSolution is null)
            : [];

    /// <summary>What is deleted, a line each.</summary>
    public static IEnumerable<string> Explain(IEnumerable<OmittedComponent> deleted) => deleted.Select(c => c.Type switch
    {
        ComponentTypes.Connector => $"! connector '{c.Name}' ({c.DisplayName}) is deleted: flows and apps that use it stop",
        ComponentTypes.Reference => $"! connection reference '{c.Name}' ({c.DisplayName}) is deleted with its connection: flows that use it stop",
        ComponentTypes.Variable => $"  environment variable '{c.Name}' is deleted with its value",
        _ => $"! {c.Type} '{c.Name}'{(c.DisplayName == c.Name ? "" : $" ({c.DisplayName})")} is deleted",
    });

    private static string Why(DesiredPackage package, bool isUpgrade, List<OmittedComponent> stays) => (package.IsManaged, isUpgrade) switch
    {
        (false, _) => "the import of an unmanaged solution deletes nothing. 'dotnet connector retire' on the former connector's "
            + "project takes it out; or put it back into the project.",
        (true, true) => $"{string.Join(", ", stays.Select(c => $"'{c.OtherSolution}'").Distinct())} has it, too, and a connector goes "
            + "with the last managed solution that has it.",
        (true, false) => "the version is not raised, and only an upgrade deletes what is left out. Put it back into the project before "
            + "the next version, or name it in ConnectorDeleteOmitted; else a deployment refuses that upgrade (CB8115).",
    };

    private static string Names(List<OmittedComponent> connectors) =>
        $"{(connectors.Count == 1 ? "Connector" : "Connectors")} {string.Join(", ", connectors.Select(c => $"'{c.Name}' ({c.DisplayName})"))}";
}
