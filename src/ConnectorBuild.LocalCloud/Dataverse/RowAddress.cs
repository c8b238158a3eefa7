using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>The row that a path names: by its id, or by an alternate key.</summary>
/// <param name="Table">The table.</param>
/// <param name="Id">The id; null for an alternate key that no row has.</param>
/// <param name="Row">The row; null where there is none.</param>
/// <param name="Key">The alternate key with its value; null for an id.</param>
internal sealed record RowAddress(Table Table, string? Id, JsonObject? Row, (string Column, string Value)? Key)
{
    /// <summary>The address in the path's parentheses.</summary>
    public static RowAddress Of(DataverseContext context, Table table)
    {
        var text = context.Route["id"];
        return context.Route.TryGetValue("value", out var value) ? Read(context, table, $"{text}='{value}'") : Read(context, table, text);
    }

    /// <summary>The address in parentheses.</summary>
    public static RowAddress Read(DataverseContext context, Table table, string text)
    {
        if (Guid.TryParse(text, out var id))
        {
            return new(table, id.ToString(), Rows.Find(context.Environment, table, id.ToString()), null);
        }

        if (text.Split('=', 2) is not [var column, var value])
        {
            throw context.Refuse(DataverseError.BadRequest($"Bad Request - Error in query syntax: '{text}' is not a GUID."));
        }

        if (!table.AlternateKeys.Contains(column))
        {
            throw context.Refuse(
                new DataverseError(
                    400, "0x80060888", $"The specified key property '{column}' does not define an alternate key of '{table.Name}'."));
        }

        value = value.Trim('\'').Replace("''", "'", StringComparison.Ordinal);
        var row = Rows.FindBy(context.Environment, table, column, value);
        return new(table, row?.Id(table), row, (column, value));
    }

    /// <summary>The row, which must be there.</summary>
    public JsonObject Demand(DataverseContext context) => Row ?? throw context.Refuse(Key is var (column, value)
        ? new DataverseError(404, "0x80060891", $"A record with the specified key values does not exist in {Table.Name} entity: {column}={value}")
        : DataverseError.NotFound(Table.Name, Id!));
}
