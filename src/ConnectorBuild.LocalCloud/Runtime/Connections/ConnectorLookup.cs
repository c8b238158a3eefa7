using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Dataverse.Solutions;
using ConnectorBuild.LocalCloud.Runtime.Definitions;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>Finds connectors and connections. Rows are never changed in place, so each is read once.</summary>
internal sealed class ConnectorLookup(CloudState state)
{
    private readonly ConditionalWeakTable<JsonObject, ConnectorModel> _models = [];
    private readonly ConditionalWeakTable<JsonObject, Connection> _connections = [];

    /// <summary>The connector of a row id, a row name or an internal id; null without one.</summary>
    public ConnectorModel? Find(DataverseEnvironment environment, string connector)
    {
        lock (state.Gate)
        {
            ImportJob.Advance(state);
            var row = Rows.Find(environment, Tables.Connector, connector)
                ?? Rows.FindBy(
                    environment, Tables.Connector, "connectorinternalid",
                    connector.StartsWith("shared_", StringComparison.OrdinalIgnoreCase) ? connector : "shared_" + connector)
                ?? Rows.FindBy(environment, Tables.Connector, "name", connector);
            return row is null ? null : _models.GetValue(row, ConnectorModel.Read);
        }
    }

    /// <summary>A connection by its id; null without one.</summary>
    public Connection? FindConnection(DataverseEnvironment environment, string id)
    {
        lock (state.Gate)
        {
            return environment.Connections.TryGetValue(id, out var json) ? _connections.GetValue(json, Connection.Read) : null;
        }
    }

    /// <summary>All connections of an environment, oldest first.</summary>
    public IReadOnlyList<Connection> Connections(DataverseEnvironment environment)
    {
        lock (state.Gate)
        {
            return [.. environment.Connections.Values.Select(c => _connections.GetValue(c, Connection.Read)).OrderBy(c => c.CreatedOn)];
        }
    }
}
