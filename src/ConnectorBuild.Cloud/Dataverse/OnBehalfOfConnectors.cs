using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>The connectors of an environment that sign in on behalf of users.</summary>
internal static class OnBehalfOfConnectors
{
    /// <summary>What is asked for.</summary>
    public const string Query = $"connectors?$select=connectorid,name,{ConnectorColumns.ConnectionParameters},{ConnectorColumns.ConnectionParameterSets}";

    /// <summary>
    /// All but the one in question, with the client ids that they sign in with. A client id that a variable holds is not known here.
    /// </summary>
    public static IReadOnlyList<(string Name, IReadOnlySet<string> ClientIds)> Read(IEnumerable<JsonObject> rows, ConnectorIdentity identity) =>
    [
        .. rows
            .Where(
                r => RowJson.Text(r["name"]) != identity.Name
                    && !string.Equals(RowJson.Text(r["connectorid"]), identity.RowId.ToString(), StringComparison.OrdinalIgnoreCase))
            .Select(r => (
                Name: RowJson.Text(r["name"]) ?? "",
                ClientIds: OnBehalfOf.ClientIds(
                    RowJson.Text(r[ConnectorColumns.ConnectionParameters]), RowJson.Text(r[ConnectorColumns.ConnectionParameterSets]))))
            .Where(c => c.ClientIds.Count > 0),
    ];
}
