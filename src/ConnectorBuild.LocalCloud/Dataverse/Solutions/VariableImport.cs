using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>
/// Environment variables in an import: definitions are updated; a value comes from the caller, or from the file where there is none yet.
/// </summary>
internal static class VariableImport
{
    public static IReadOnlyList<JsonObject> Apply(DataverseContext context, SolutionFile file, ComponentSettings settings, bool isManaged)
    {
        var rows = new List<JsonObject>();
        foreach (var variable in file.Variables)
        {
            var definition = Definition(context, variable, isManaged);
            rows.Add(definition);
            var given = settings.Value(variable.SchemaName);
            var known = Rows.FindBy(
                context.Environment, Tables.EnvironmentVariableValue, "_environmentvariabledefinitionid_value", definition.Id(Tables.EnvironmentVariableDefinition));
            if ((given ?? (known is null ? variable.Value : null)) is { } text)
            {
                Value(context, definition, known, text);
            }
        }

        return rows;
    }

    private static JsonObject Definition(DataverseContext context, SolutionVariable variable, bool isManaged)
    {
        var table = Tables.EnvironmentVariableDefinition;
        var former = Rows.FindBy(context.Environment, table, "schemaname", variable.SchemaName);
        var row = former?.Copy() ?? Rows.New(context.Environment, table, context.State.Ids.NextId(), context.UserId, context.State.Now);
        foreach (var column in table.Columns.Where(c => variable.Columns.ContainsKey(c.Name) && c.Name != "iscustomizable"))
        {
            var text = variable.Columns[column.Name];
            row[column.Name] = column.Type switch
            {
                ColumnType.Number => int.Parse(text, CultureInfo.InvariantCulture),
                ColumnType.Boolean => text is "1" or "true",
                _ => text,
            };
        }

        row["displayname"] ??= variable.SchemaName;
        row["ismanaged"] = isManaged;
        new DefinitionBehaviour().BeforeSave(context, row, former);
        return Rows.Touch(context.Environment, table, row, context.UserId, context.State.Now);
    }

    private static void Value(DataverseContext context, JsonObject definition, JsonObject? former, string text)
    {
        var table = Tables.EnvironmentVariableValue;
        var row = former?.Copy() ?? Rows.New(context.Environment, table, context.State.Ids.NextId(), context.UserId, context.State.Now);
        row["value"] = text;
        row["_environmentvariabledefinitionid_value"] = definition.Id(Tables.EnvironmentVariableDefinition);
        new ValueBehaviour().BeforeSave(context, row, former);
        Rows.Touch(context.Environment, table, row, context.UserId, context.State.Now);
    }
}
