using ConnectorBuild.Dataverse;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Deployment.Planning;

/// <summary>Connectors that the solution has in the environment and the package not: an upgrade deletes them, any other import leaves them.</summary>
internal static class OmissionPlanner
{
    /// <summary>Refuses an upgrade that deletes connectors, and says which ones stay behind.</summary>
    public static void Check(PlanBuilder plan, SolutionState solution)
    {
        var package = plan.Desired.Package!;
        var isUpgrade = new ImportSolution(package, solution, OverwritesUnmanaged: false).IsUpgrade;
        var goes = isUpgrade ? plan.Dataverse.Omitted.Where(c => c.OtherSolution is null).ToList() : [];
        var stays = plan.Dataverse.Omitted.Except(goes).ToList();
        var where = $"solution '{solution.UniqueName}' in {plan.Desired.Target.DataverseUrl}";
        if (goes.Count > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.UpgradeDeletes,
                $"The upgrade of {where} from {solution.Version} to {package.Version} would delete {Names("c", goes)}: the new version does not have {(goes.Count == 1 ? "it" : "them")}, and a managed upgrade deletes what is left out, so that flows and apps that use it stop. Nothing was changed. If that is not meant, put {(goes.Count == 1 ? "the connector" : "the connectors")} back into the project. If it is, import {package.Manifest.UniqueName}_managed.zip as an upgrade in the maker portal (Solutions, Import solution), then deploy again; a managed connector cannot be retired by itself."));
        }

        if (stays.Count > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.ConnectorStays,
                $"{Names("C", stays)} of {where} {(stays.Count == 1 ? "is" : "are")} not in the package and {(stays.Count == 1 ? "stays" : "stay")} in the environment, with reply URL and client secret: {Why(package, isUpgrade, stays)}"));
        }
    }

    private static string Why(DesiredPackage package, bool isUpgrade, List<OmittedConnector> stays) => (package.IsManaged, isUpgrade) switch
    {
        (false, _) => "the import of an unmanaged solution deletes nothing. 'dotnet connector retire' on the former connector's project takes it out; or put it back into the project.",
        (true, true) => $"{string.Join(", ", stays.Select(c => $"'{c.OtherSolution}'").Distinct())} has it, too, and a connector goes with the last managed solution that has it.",
        (true, false) => "the version is not raised, and only an upgrade deletes what is left out. Put it back into the project before the next version; a deployment refuses an upgrade that deletes connectors (CB8115).",
    };

    private static string Names(string first, List<OmittedConnector> connectors) =>
        $"{first}{(connectors.Count == 1 ? "onnector" : "onnectors")} {string.Join(", ", connectors.Select(c => $"'{c.Name}' ({c.DisplayName})"))}";
}
