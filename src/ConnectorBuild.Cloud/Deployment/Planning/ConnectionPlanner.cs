using ConnectorBuild.Cloud.Deployment.Steps;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The connections of the package's connection references, as the deployment settings give them.</summary>
internal static class ConnectionPlanner
{
    /// <summary>Why the package must be imported: only an import makes a reference, or turns it to another connector.</summary>
    public static IEnumerable<string> Reasons(PlanBuilder plan)
    {
        foreach (var reference in plan.Desired.Package!.Manifest.ConnectionReferences)
        {
            if (!plan.Dataverse.Connections.TryGetValue(reference.LogicalName, out var known))
            {
                var given = plan.Desired.Package.Connections.FirstOrDefault(c => c.LogicalName == reference.LogicalName);
                yield return $"connection reference '{reference.LogicalName}' is new{(given is null ? "" : $": connection '{given.ConnectionId}'")}";
            }

            foreach (var difference in known?.Differences(reference, SolutionRoutePlanner.IsOtherPackage(plan)) ?? [])
            {
                if (SolutionRoutePlanner.AsReason(plan, $"connection reference '{reference.LogicalName}': {difference}") is { } reason)
                {
                    yield return reason;
                }
            }
        }
    }

    /// <summary>References that are there, with another connection than they should have; an import sets it, too.</summary>
    public static IEnumerable<SetConnection> Changes(PlanBuilder plan) =>
        from given in plan.Desired.Package!.Connections
        let known = plan.Dataverse.Connections.GetValueOrDefault(given.LogicalName)
        where known is not null && known.ConnectionId != given.ConnectionId
        select new SetConnection(given.LogicalName, known, given.ConnectionId);

    /// <summary>Whether a connection can be set without an import. That a managed reference takes one where unmanaged customizations are blocked is nowhere documented.</summary>
    public static bool CanBeSet(PlanBuilder plan) => !plan.Desired.Package!.IsManaged || plan.Dataverse.BlocksUnmanagedChanges != true;
}
