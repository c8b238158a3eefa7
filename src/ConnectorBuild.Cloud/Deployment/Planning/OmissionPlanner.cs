using System.Diagnostics;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Connectors that the solution has in the environment and the package not: an upgrade deletes them, any other import leaves them.</summary>
internal static class OmissionPlanner
{
    /// <summary>Refuses an upgrade that deletes connectors which the project does not name for it, and says which ones stay behind.</summary>
    public static void Check(PlanBuilder plan, DesiredPackage package, SolutionState solution)
    {
        var isUpgrade = IsUpgrade(package, solution);
        var deleted = Deleted(plan, package).ToList();
        var goes = deleted.Where(c => c.Kind == OmittedKind.Connector && !package.MayDelete.Contains(c.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        var stays = plan.Dataverse.Omitted.Where(c => c.Kind == OmittedKind.Connector).Except(deleted).ToList();
        var where = $"solution '{solution.UniqueName}' in {plan.Desired.Target.DataverseUrl}";
        if (goes.Count > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.UpgradeDeletes,
                $"The upgrade of {where} from {solution.Version} to {package.Version} would delete {Names("c", goes)}: the new version does not have {(goes.Count == 1 ? "it" : "them")}, and a managed upgrade deletes what is left out, so that flows and apps that use it stop. Nothing was changed. If that is not meant, put {(goes.Count == 1 ? "the connector" : "the connectors")} back into the project. If it is, set ConnectorDeleteOmitted to {string.Join(';', goes.Select(c => c.Name))}; a managed connector cannot be retired by itself."));
        }

        if (stays.Count > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.ConnectorStays,
                $"{Names("C", stays)} of {where} {(stays.Count == 1 ? "is" : "are")} not in the package and {(stays.Count == 1 ? "stays" : "stay")} in the environment, with what belongs to {(stays.Count == 1 ? "it" : "them")}: {Why(package, isUpgrade, stays)}"));
        }
    }

    /// <summary>What the import deletes, a line each.</summary>
    public static IEnumerable<string> Explain(PlanBuilder plan, DesiredPackage package) => Deleted(plan, package).Select(c => c.Kind switch
    {
        OmittedKind.Connector => $"! connector '{c.Name}' ({c.DisplayName}) is deleted: flows and apps that use it stop",
        OmittedKind.Reference => $"! connection reference '{c.Name}' ({c.DisplayName}) is deleted with its connection: flows that use it stop",
        OmittedKind.Variable => $"  environment variable '{c.Name}' is deleted with its value",
        _ => throw new UnreachableException($"No words for {c.Kind}."),
    });

    private static IEnumerable<OmittedComponent> Deleted(PlanBuilder plan, DesiredPackage package) =>
        plan.Dataverse.Solution is { } solution && IsUpgrade(package, solution) ? plan.Dataverse.Omitted.Where(c => c.OtherSolution is null) : [];

    private static bool IsUpgrade(DesiredPackage package, SolutionState solution) => ImportSolution.Upgrades(package, solution);

    private static string Why(DesiredPackage package, bool isUpgrade, List<OmittedComponent> stays) => (package.IsManaged, isUpgrade) switch
    {
        (false, _) => "the import of an unmanaged solution deletes nothing. 'dotnet connector retire' on the former connector's project takes it out; or put it back into the project.",
        (true, true) => $"{string.Join(", ", stays.Select(c => $"'{c.OtherSolution}'").Distinct())} has it, too, and a connector goes with the last managed solution that has it.",
        (true, false) => "the version is not raised, and only an upgrade deletes what is left out. Put it back into the project before the next version, or name it in ConnectorDeleteOmitted; else a deployment refuses that upgrade (CB8115).",
    };

    private static string Names(string first, List<OmittedComponent> connectors) =>
        $"{first}{(connectors.Count == 1 ? "onnector" : "onnectors")} {string.Join(", ", connectors.Select(c => $"'{c.Name}' ({c.DisplayName})"))}";
}
