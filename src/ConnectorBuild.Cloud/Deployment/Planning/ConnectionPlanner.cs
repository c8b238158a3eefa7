using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The connections of the package's connection references, as the deployment settings give them.</summary>
internal static class ConnectionPlanner
{
    /// <summary>Existing references with another connection than they should have; an import sets it, too.</summary>
    public static IEnumerable<SetConnection> Changes(PlanBuilder plan, DesiredPackage package) =>
        from given in package.Connections
        let known = plan.Dataverse.Connections.GetValueOrDefault(given.LogicalName)
        where known is not null && known.ConnectionId != given.ConnectionId
        select new SetConnection(given.LogicalName, known, given.ConnectionId);

    /// <summary>
    /// Whether a connection can be set without an import. That a managed reference takes one where unmanaged customizations are blocked
    /// is nowhere documented.
    /// </summary>
    public static bool CanBeSet(PlanBuilder plan, DesiredPackage package) => !package.IsManaged || plan.Dataverse.BlocksUnmanagedChanges != true;
}
