using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>What the platform does around writes of a table.</summary>
internal abstract class TableBehaviour
{
    /// <summary>Checks and completes a row before it is stored.</summary>
    /// <param name="context">The request.</param>
    /// <param name="row">The row to be stored.</param>
    /// <param name="former">The stored row; null on create.</param>
    public virtual void BeforeSave(DataverseContext context, JsonObject row, JsonObject? former)
    {
    }

    /// <summary>The row as it is at this moment, where that depends on the time.</summary>
    public virtual JsonObject Show(DataverseContext context, JsonObject row) => row;

    /// <summary>Refuses a deletion, or deletes what goes along.</summary>
    public virtual void BeforeDelete(DataverseContext context, JsonObject row)
    {
    }

    /// <summary>Refuses a value that another row has.</summary>
    protected static void DemandUnique(DataverseContext context, Table table, JsonObject row, string column)
    {
        if (Rows.All(context.Environment, table).Any(
            r => r.Id(table) != row.Id(table) && string.Equals(r.Text(column), row.Text(column), StringComparison.OrdinalIgnoreCase)))
        {
            throw context.Refuse(DataverseError.Duplicate);
        }
    }
}

/// <summary>The behaviours of the tables that have one.</summary>
internal static class Behaviours
{
    private static readonly TableBehaviour None = new NoBehaviour();
    private static readonly Dictionary<Table, TableBehaviour> All = new()
    {
        [Tables.Connector] = new ConnectorBehaviour(),
        [Tables.Publisher] = new PublisherBehaviour(),
        [Tables.Solution] = new SolutionBehaviour(),
        [Tables.EnvironmentVariableDefinition] = new DefinitionBehaviour(),
        [Tables.EnvironmentVariableValue] = new ValueBehaviour(),
        [Tables.AsyncOperation] = new AsyncOperationBehaviour(),
        [Tables.ImportJob] = new ImportJobBehaviour(),
    };

    /// <summary>The behaviour of a table.</summary>
    public static TableBehaviour Of(Table table) => All.GetValueOrDefault(table, None);

    private sealed class NoBehaviour : TableBehaviour;
}

internal sealed partial class PublisherBehaviour : TableBehaviour
{
    public override void BeforeSave(DataverseContext context, JsonObject row, JsonObject? former)
    {
        DemandUnique(context, Tables.Publisher, row, "uniquename");
        if (!Prefix().IsMatch(row.Text("customizationprefix")!)
            || row.Text("customizationprefix")!.StartsWith("mscrm", StringComparison.OrdinalIgnoreCase))
        {
            throw context.Refuse(new DataverseError(400, "0x8004F00B",
                "The customization prefix must be 2 to 8 alphanumeric characters, start with a letter and not with 'mscrm'."));
        }

        if (row["customizationoptionvalueprefix"]!.GetValue<int>() is < 10000 or > 99999)
        {
            throw context.Refuse(new DataverseError(400, "0x80044331", "The customization option value prefix must be between 10000 and 99999."));
        }

        row["isreadonly"] ??= false;
    }

    public override void BeforeDelete(DataverseContext context, JsonObject row)
    {
        if (Rows.All(context.Environment, Tables.Solution).Any(s => s.Text("_publisherid_value") == row.Id(Tables.Publisher)))
        {
            throw context.Refuse(new DataverseError(400, "0x8004F002", "The publisher cannot be deleted because solutions exist that refer to it."));
        }
    }

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9]{1,7}$")]
    private static partial Regex Prefix();
}

internal sealed class DefinitionBehaviour : TableBehaviour
{
    public override void BeforeSave(DataverseContext context, JsonObject row, JsonObject? former)
    {
        Components.DemandUnmanagedChange(context);
        DemandUnique(context, Tables.EnvironmentVariableDefinition, row, "schemaname");
        row["type"] ??= 100_000_000;
        row["isrequired"] ??= false;
        if (row["type"]!.GetValue<int>() is < 100_000_000 or > 100_000_005)
        {
            throw context.Refuse(DataverseError.BadRequest("The type of an environment variable is a number from 100000000 to 100000005."));
        }
    }

    public override void BeforeDelete(DataverseContext context, JsonObject row)
    {
        Components.DemandUnmanagedChange(context);
        foreach (var value in Rows.All(context.Environment, Tables.EnvironmentVariableValue)
            .Where(v => v.Text("_environmentvariabledefinitionid_value") == row.Id(Tables.EnvironmentVariableDefinition))
            .ToList())
        {
            RowWriter.Remove(context.Environment, Tables.EnvironmentVariableValue, value);
        }
    }
}

internal sealed class ValueBehaviour : TableBehaviour
{
    public override void BeforeSave(DataverseContext context, JsonObject row, JsonObject? former)
    {
        var definition = Rows.Find(context.Environment, Tables.EnvironmentVariableDefinition, row.Text("_environmentvariabledefinitionid_value"))
            ?? throw context.Refuse(
                new DataverseError(
                    400, "0x80040203",
                    "An environment variable value needs its definition: EnvironmentVariableDefinitionId@odata.bind."));
        DemandUnique(context, Tables.EnvironmentVariableValue, row, "_environmentvariabledefinitionid_value");
        row["schemaname"] = definition.Text("schemaname");
    }
}
