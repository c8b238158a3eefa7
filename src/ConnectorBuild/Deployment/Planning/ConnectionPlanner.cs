namespace ConnectorBuild.Deployment.Planning;

/// <summary>The connections of the package's connection references, as the deployment settings give them.</summary>
internal static class ConnectionPlanner
{
    /// <summary>Why the package must be imported: only an import makes a reference.</summary>
    public static IEnumerable<string> Reasons(PlanBuilder plan) =>
        from reference in plan.Desired.Package!.Manifest.ConnectionReferences
        where !plan.Dataverse.Connections.ContainsKey(reference.LogicalName)
        let given = plan.Desired.Package.Connections.FirstOrDefault(c => c.LogicalName == reference.LogicalName)
        select $"connection reference '{reference.LogicalName}' is new{(given is null ? "" : $": connection '{given.ConnectionId}'")}";

    /// <summary>References that are there, with another connection than they should have; an import sets it, too.</summary>
    public static IEnumerable<SetConnection> Changes(PlanBuilder plan) =>
        from given in plan.Desired.Package!.Connections
        let known = plan.Dataverse.Connections.GetValueOrDefault(given.LogicalName)
        where known is not null && known.ConnectionId != given.ConnectionId
        select new SetConnection(given.LogicalName, known, given.ConnectionId);

    /// <summary>Whether a connection can be set without an import. That a managed reference takes one where unmanaged customizations are blocked is nowhere documented.</summary>
    public static bool CanBeSet(PlanBuilder plan) => !plan.Desired.Package!.IsManaged || plan.Dataverse.BlocksUnmanagedChanges != true;
}
