using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Dataverse.Solutions;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Seeding;

/// <summary>What only the host can put into an environment: components without a model, and users' connections.</summary>
internal static class ManagedRows
{
    /// <exception cref="ArgumentException">There is no such solution.</exception>
    public static void AddComponent(CloudState state, DataverseEnvironment environment, LocalComponentOptions component)
    {
        var solution = Rows.FindBy(environment, Tables.Solution, "uniquename", component.Solution)
            ?? throw new ArgumentException($"The environment '{environment.Name}' has no solution '{component.Solution}'.");
        OtherComponents.Add(new ImportTarget(state, environment, environment.OrganizationId).Context(isManaged: true), solution, component);
    }

    /// <exception cref="ArgumentException">There is no such connector.</exception>
    public static void AddConnection(CloudState state, DataverseEnvironment environment, string connector)
    {
        var row = Rows.New(environment, Tables.Connection, state.Ids.NextId(), environment.OrganizationId, state.Now);
        row["connectorid"] = Find(environment, connector);
        Rows.Put(environment, Tables.Connection, row);
    }

    /// <exception cref="ArgumentException">There is no such connector.</exception>
    public static void RemoveConnections(DataverseEnvironment environment, string connector)
    {
        var id = Find(environment, connector);
        foreach (var row in Rows.All(environment, Tables.Connection).Where(c => c.Text("connectorid") == id).ToList())
        {
            environment.Remove(Tables.Connection.Name, row.Id(Tables.Connection));
        }
    }

    private static string Find(DataverseEnvironment environment, string connector) =>
        (Rows.Find(environment, Tables.Connector, connector) ?? Rows.FindBy(environment, Tables.Connector, "name", connector))?.Id(Tables.Connector)
            ?? throw new ArgumentException($"The environment '{environment.Name}' has no connector '{connector}'.");
}
