using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Who owns a row: a user or a team.</summary>
internal static class Ownership
{
    /// <summary>Gives the row to the user or team that the address names.</summary>
    public static void Assign(DataverseContext context, JsonObject row, string address)
    {
        var (table, owner) = References.Resolve(context, address);
        if (table != Tables.SystemUser && table != Tables.Team)
        {
            throw context.Refuse(DataverseError.BadRequest($"'{address}' is neither a user nor a team."));
        }

        var id = owner.Id(table);
        row["_ownerid_value"] = id;
        row["_owninguser_value"] = table == Tables.SystemUser ? id : null;
        row["_owningteam_value"] = table == Tables.Team ? id : null;
    }
}
