using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>Connection references in an import; one to a custom connector is turned to the connector's internal id in this environment.</summary>
internal static class ReferenceImport
{
    public static IReadOnlyList<JsonObject> Apply(DataverseContext context, SolutionFile file, ComponentSettings settings, bool isManaged)
    {
        var table = Tables.ConnectionReference;
        var rows = new List<JsonObject>();
        foreach (var reference in file.References)
        {
            var former = Rows.FindBy(context.Environment, table, "connectionreferencelogicalname", reference.LogicalName);
            var row = former?.Copy() ?? Rows.New(context.Environment, table, context.State.Ids.NextId(), context.UserId, context.State.Now);
            foreach (var column in (string[])["connectionreferencelogicalname", "connectionreferencedisplayname", "connectorid", "description"])
            {
                row[column] = reference.Columns.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;
            }

            if (reference.CustomConnectorId is { } id)
            {
                var connector = Rows.Find(context.Environment, Tables.Connector, id) ?? throw new SolutionImportException(0x80040217,
                    $"connectionreference import: FAILURE: Entity 'connector' With Id = {id} Does Not Exist");
                row["_customconnectorid_value"] = id;
                row["connectorid"] = "/providers/Microsoft.PowerApps/apis/" + connector.Text("connectorinternalid");
            }

            if (settings.Reference(reference.LogicalName)?.Text("connectionid") is { Length: > 0 } connection)
            {
                row["connectionid"] = connection;
            }

            row["ismanaged"] = isManaged;
            rows.Add(Rows.Touch(context.Environment, table, row, context.UserId, context.State.Now));
        }

        return rows;
    }
}
