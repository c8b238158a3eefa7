using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>Connectors in an import. It brings no secrets, and clears the existing ones.</summary>
internal static class ConnectorImport
{
    /// <summary>Creates or updates a connector and returns the stored row.</summary>
    public static JsonObject Apply(DataverseContext context, SolutionConnector connector, bool isManaged, bool overwriteUnmanaged)
    {
        var former = Rows.Find(context.Environment, Tables.Connector, connector.Id);
        var row = former?.Copy() ?? Rows.New(context.Environment, Tables.Connector, connector.Id, context.UserId, context.State.Now);
        var layer = overwriteUnmanaged || former is null ? [] : former.Texts("_unmanaged").ToList();
        foreach (var column in Tables.Connector.Columns.Where(c => c.ValidForCreate))
        {
            if (layer.Contains(column.Name)
                || (column.Name is "connectorinternalid" or "introducedversion" or "iscustomizable" && former is not null))
            {
                continue;
            }

            row[column.Name] = connector.Columns.TryGetValue(column.Name, out var text) ? Value(column, text) : null;
        }

        if (former is not null && former.Text("name") != row.Text("name"))
        {
            throw new SolutionImportException(
                0x80040216,
                $"Connector import: FAILURE: the name of the connector {connector.Id} cannot be changed from '{former.Text("name")}' "
                    + $"to '{row.Text("name")}'.");
        }

        row["ismanaged"] = isManaged;
        row["_unmanaged"] = layer.ToJsonArray();
        if (isManaged && context.Environment.Options.DropsSecretReferences)
        {
            ConnectorSecrets.DropReferences(row);
        }

        new ConnectorBehaviour().BeforeSave(context, row, null);
        return Rows.Touch(context.Environment, Tables.Connector, row, context.UserId, context.State.Now);
    }

    private static JsonNode? Value(Column column, string text) => column.Type switch
    {
        ColumnType.Number => int.Parse(text, CultureInfo.InvariantCulture),
        ColumnType.Choices when text.Length == 0 => null,
        ColumnType.Choices when !column.Takes(text) => throw new SolutionImportException(0x80044331,
            $"Connector import: FAILURE: '{text}' is not a choice of '{column.Name}'."),
        _ when text.Length == 0 && column.Name is "connectionparameters" or "connectionparametersets" or "iconblob" => null,
        _ when column.MaxLength > 0 && text.Length > column.MaxLength => throw new SolutionImportException(0x80044331,
            $"Connector import: FAILURE: the length of '{column.Name}' exceeds the maximum allowed length of '{column.MaxLength}'."),
        _ => text,
    };
}
