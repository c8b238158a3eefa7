using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.OData;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Creates, updates, upserts and deletes rows.</summary>
internal static class RowWriter
{
    public static CloudResponse Create(DataverseContext context, Table table)
    {
        var body = context.Body();
        var id = body[table.Key] is null ? context.State.Ids.NextId()
            : Guid.TryParse(body.Text(table.Key), out var given) ? given.ToString()
            : throw context.Refuse(
                DataverseError.BadRequest(
                    $"Error identified in Payload provided by the user for Entity :'{table.Set}': {table.Key} is not a GUID."));
        return Create(context, table, id, body);
    }

    public static CloudResponse Patch(DataverseContext context, Table table)
    {
        var address = RowAddress.Of(context, table);
        var row = address.Row;
        var match = context.Request.Header("If-Match");
        if (row is not null && context.Request.Header("If-None-Match") == "*")
        {
            throw context.Refuse(DataverseError.Duplicate);
        }

        if (row is null)
        {
            if (match is not null)
            {
                address.Demand(context);
            }

            var body = context.Body();
            if (address.Key is var (column, value))
            {
                body[column] ??= value;
            }

            return Create(context, table, address.Id ?? context.State.Ids.NextId(), body);
        }

        CheckMatch(context, row, match);
        var copy = row.Copy();
        Apply(context, table, copy, context.Body(), isNew: false);
        Behaviours.Of(table).BeforeSave(context, copy, row);
        Rows.Touch(context.Environment, table, copy, context.UserId, context.State.Now);
        Components.AddFromHeader(context, table, copy);
        return Answer(context, table, copy, 204, 200);
    }

    public static CloudResponse Delete(DataverseContext context, Table table)
    {
        var row = RowAddress.Of(context, table).Demand(context);
        CheckMatch(context, row, context.Request.Header("If-Match"));
        Behaviours.Of(table).BeforeDelete(context, row);
        Remove(context.Environment, table, row);
        return CloudResponse.Empty(204);
    }

    /// <summary>Takes a row away with its memberships in solutions.</summary>
    public static void Remove(DataverseEnvironment environment, Table table, JsonObject row)
    {
        environment.Remove(table.Name, row.Id(table));
        foreach (var component in Rows.All(environment, Tables.SolutionComponent).Where(c => c.Text("objectid") == row.Id(table)).ToList())
        {
            environment.Remove(Tables.SolutionComponent.Name, component.Id(Tables.SolutionComponent));
        }
    }

    private static CloudResponse Create(DataverseContext context, Table table, string id, JsonObject body)
    {
        if (Rows.Find(context.Environment, table, id) is not null)
        {
            throw context.Refuse(DataverseError.Duplicate);
        }

        var row = Rows.New(context.Environment, table, id, context.UserId, context.State.Now);
        Apply(context, table, row, body, isNew: true);
        if (table.Columns.FirstOrDefault(c => c.Required && row[c.Name] is null) is { } missing)
        {
            throw context.Refuse(new DataverseError(400, "0x80040200", $"Attribute '{missing.Name}' of entity '{table.Name}' must have a value."));
        }

        Behaviours.Of(table).BeforeSave(context, row, null);
        Rows.Put(context.Environment, table, row);
        Components.AddFromHeader(context, table, row);
        return Answer(context, table, row, 204, 201);
    }

    private static CloudResponse Answer(DataverseContext context, Table table, JsonObject row, int status, int statusWithBody)
    {
        var address = $"{context.Request.BaseUrl}/api/data/v9.2/{table.Set}({row.Id(table)})";
        if (!context.Request.Prefers("return=representation"))
        {
            return CloudResponse.Empty(status).With("OData-EntityId", address).With("Location", address);
        }

        var options = DataverseQuery.Read(context, table);
        var body = new JsonObject { ["@odata.context"] = $"{context.MetadataUrl}#{table.Set}/$entity" };
        foreach (var (name, value) in RowReader.Show(context, table, row, options))
        {
            body[name] = value?.DeepClone();
        }

        return CloudResponse.Json(statusWithBody, body, "application/json; odata.metadata=minimal")
            .With("OData-EntityId", address)
            .With("Location", address)
            .With("Preference-Applied", "return=representation")
            .With("ETag", Rows.ETag(row));
    }

    private static void CheckMatch(DataverseContext context, JsonObject row, string? match)
    {
        if (match is not null && match != "*" && match != Rows.ETag(row))
        {
            throw context.Refuse(DataverseError.VersionMismatch);
        }
    }

    private static void Apply(DataverseContext context, Table table, JsonObject row, JsonObject body, bool isNew)
    {
        foreach (var (name, value) in body)
        {
            if (name == table.Key || name.StartsWith('@'))
            {
                continue;
            }

            if (name.EndsWith("@odata.bind", StringComparison.Ordinal))
            {
                Bind(context, table, row, name[..^"@odata.bind".Length], value);
            }
            else if (name is "statecode" or "statuscode")
            {
                SetState(context, table, row, name, value);
            }
            else if (table.Columns.FirstOrDefault(c => c.Name == name) is { } column)
            {
                Set(context, table, row, column, value, isNew);
            }
            else
            {
                throw table.IsElsewhere(name) ? context.NotSupported($"the column '{name}' of {table.Name}") : Unknown(context, table, name);
            }
        }

        if (body.ContainsKey("statecode") && !body.ContainsKey("statuscode"))
        {
            row["statuscode"] = Choices.StatusOf(row["statecode"]!.GetValue<int>());
        }

        if (row["statuscode"]!.GetValue<int>() != Choices.StatusOf(row["statecode"]!.GetValue<int>()))
        {
            throw context.Refuse(new DataverseError(400, "0x80048408",
                $"{row["statuscode"]} is not a valid status code for state code "
                    + $"{table.Name}State.{Choices.Of(table, "statecode")![row["statecode"]!.GetValue<int>()]} on "
                + $"{table.Name} with Id {row.Id(table)}."));
        }
    }

    private static void SetState(DataverseContext context, Table table, JsonObject row, string name, JsonNode? value)
    {
        if (value is null || !Fits(new Column(name, ColumnType.Number), value) || !Choices.Of(table, name)!.ContainsKey(value.GetValue<int>()))
        {
            throw OutOfRange(context, table, name, value);
        }

        row[name] = value.DeepClone();
    }

    private static Http.CloudFailure OutOfRange(DataverseContext context, Table table, string column, JsonNode? value) =>
        context.Refuse(new DataverseError(400, "0x8004431a",
        $"A validation error occurred.  The value {value?.ToJsonString()} of '{column}' on record of type '{table.Name}' is outside "
            + "the valid range. Accepted Values: "
        + $"{string.Join(",", Choices.Of(table, column)!.Keys)}"));

    private static Http.CloudFailure Unknown(DataverseContext context, Table table, string name) => context.Refuse(DataverseError.BadRequest(
        $"Error identified in Payload provided by the user for Entity :'{table.Set}', For more information on this error please follow "
            + "this help link "
        + "https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: The property "
        + $"'{name}' does not exist on type "
        + $"'Microsoft.Dynamics.CRM.{table.Name}'. Make sure to only use property names that are defined by the type."));

    private static void Set(DataverseContext context, Table table, JsonObject row, Column column, JsonNode? value, bool isNew)
    {
        if (isNew ? !column.ValidForCreate : !column.ValidForUpdate && !JsonNode.DeepEquals(row[column.Name], value))
        {
            throw context.Refuse(
                new DataverseError(
                    400, "0x80040216", $"The attribute '{column.Name}' of entity '{table.Name}' cannot be set in this operation."));
        }

        if (value is not null && !Fits(column, value))
        {
            throw context.Refuse(DataverseError.BadRequest(
                $"Error identified in Payload provided by the user for Entity :'{table.Set}': cannot convert the value of "
                    + $"'{column.Name}' to the expected type."));
        }

        if (value is not null && column.Type == ColumnType.Number && Choices.Of(table, column.Name) is { } choices
            && !choices.ContainsKey(value.GetValue<int>()))
        {
            throw OutOfRange(context, table, column.Name, value);
        }

        if (column.MaxLength > 0 && value?.GetValue<string>().Length is { } length && length > column.MaxLength)
        {
            throw context.Refuse(DataverseError.TooLong(column, length));
        }

        row[column.Name] = value?.DeepClone();
    }

    private static bool Fits(Column column, JsonNode value) => (column.Type, value.GetValueKind()) switch
    {
        (ColumnType.Text, JsonValueKind.String) => true,
        (ColumnType.Time, JsonValueKind.String) => DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out _),
        (ColumnType.Choices, JsonValueKind.String) => column.Takes(value.GetValue<string>()),
        (ColumnType.Image, JsonValueKind.String) =>
            Convert.TryFromBase64String(value.GetValue<string>(), new byte[value.GetValue<string>().Length], out _),
        (ColumnType.Guid, JsonValueKind.String) => Guid.TryParse(value.GetValue<string>(), out _),
        (ColumnType.Number, JsonValueKind.Number) =>
            int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        (ColumnType.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
        (ColumnType.Object, JsonValueKind.Object) => true,
        _ => false,
    };

    private static void Bind(DataverseContext context, Table table, JsonObject row, string property, JsonNode? value)
    {
        if (property == "ownerid")
        {
            Ownership.Assign(context, row, value?.ToString() ?? "");
            return;
        }

        var lookup = table.Lookups.FirstOrDefault(l => l.Property == property) ?? throw Unknown(context, table, property);
        if (value is null)
        {
            row[lookup.ValueName] = null;
            return;
        }

        var target = Tables.ByName(lookup.Target);
        row[lookup.ValueName] = References.Resolve(context, value.ToString(), target).Id(target);
    }
}
