using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Addresses of rows: <c>/publishers(guid)</c>, with or without the service's root in front.</summary>
internal static class References
{
    /// <summary>The row of a table that an address names.</summary>
    public static JsonObject Resolve(DataverseContext context, string address, Table target)
    {
        var (table, row) = Resolve(context, address);
        return table == target ? row : throw context.Refuse(DataverseError.BadRequest($"'{address}' is not a row of {target.Set}."));
    }

    /// <summary>The row that an address names.</summary>
    public static (Table Table, JsonObject Row) Resolve(DataverseContext context, string address)
    {
        var open = address.LastIndexOf('(');
        var set = open < 0 ? "" : address[..open].Split('/')[^1];
        if (Tables.BySet(set) is not { } table || !address.EndsWith(')'))
        {
            throw context.Refuse(DataverseError.BadRequest($"Invalid property value: '{address}' does not address a row."));
        }

        return (table, RowAddress.Read(context, table, address[(open + 1)..^1]).Demand(context));
    }
}
