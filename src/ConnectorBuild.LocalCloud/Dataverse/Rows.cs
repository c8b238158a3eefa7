using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Reading and writing stored rows, whatever the table.</summary>
internal static class Rows
{
    /// <summary>The id of a row.</summary>
    public static string Id(this JsonObject row, Table table) => row.Text(table.Key)!;

    /// <summary>The entity tag of a row.</summary>
    public static string ETag(JsonObject row) => $"W/\"{row["versionnumber"]!.GetValue<long>()}\"";

    /// <summary>A new row with what every table has, not stored yet.</summary>
    public static JsonObject New(DataverseEnvironment environment, Table table, string id, string userId, DateTimeOffset now)
    {
        var row = new JsonObject { [table.Key] = id };
        foreach (var column in table.Columns)
        {
            row[column.Name] = null;
        }

        foreach (var lookup in table.Lookups)
        {
            row[lookup.ValueName] = null;
        }

        var time = Shape.DataverseTime(now);
        row["createdon"] = time;
        row["modifiedon"] = time;
        row["_createdby_value"] = userId;
        row["_modifiedby_value"] = userId;
        row["_ownerid_value"] = userId;
        row["_owninguser_value"] = userId;
        row["_owningteam_value"] = null;
        row["_owningbusinessunit_value"] = environment.BusinessUnitId;
        row["_organizationid_value"] = environment.OrganizationId;
        row["statecode"] = 0;
        row["statuscode"] = 1;
        row["ismanaged"] = false;
        row["componentstate"] = 0;
        row["overwritetime"] = "1900-01-01T00:00:00Z";
        if (!row.ContainsKey("solutionid"))
        {
            row["solutionid"] = SolutionIds.Active;
        }

        return row;
    }

    /// <summary>Stores a row with a new version.</summary>
    public static JsonObject Put(DataverseEnvironment environment, Table table, JsonObject row)
    {
        row["versionnumber"] = ++environment.Version;
        environment.Put(table.Name, row.Id(table), row);
        return row;
    }

    /// <summary>Marks a row as changed now and stores it.</summary>
    public static JsonObject Touch(DataverseEnvironment environment, Table table, JsonObject row, string userId, DateTimeOffset now)
    {
        row["modifiedon"] = Shape.DataverseTime(now);
        row["_modifiedby_value"] = userId;
        return Put(environment, table, row);
    }

    /// <summary>The rows of a table.</summary>
    public static IEnumerable<JsonObject> All(DataverseEnvironment environment, Table table) => environment.Rows(table.Name).Values;

    /// <summary>A row by its id, or null.</summary>
    public static JsonObject? Find(DataverseEnvironment environment, Table table, string? id) =>
        id is null ? null : environment.Rows(table.Name).GetValueOrDefault(id);

    /// <summary>The first row whose column has the given text, without case.</summary>
    public static JsonObject? FindBy(DataverseEnvironment environment, Table table, string column, string value) =>
        All(environment, table).FirstOrDefault(r => string.Equals(r.Text(column), value, StringComparison.OrdinalIgnoreCase));
}
