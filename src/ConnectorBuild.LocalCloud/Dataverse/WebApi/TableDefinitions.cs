using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.OData;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary><c>EntityDefinitions</c> of the modelled tables, read-only.</summary>
internal static class TableDefinitions
{
    private static readonly QueryRules Rules = new(
        new HashSet<string> { "$filter", "$select", "$top", "$count", "$orderby", "$expand" }, new HashSet<string> { "$apply", "$search" }, MaxTop: null);

    private static readonly ODataModel Columns = Model("AttributeMetadata", Definition(Tables.Connector, Tables.Connector.Columns[0]));
    private static readonly ODataModel Definitions = Model("EntityMetadata", Definition(Tables.Connector));

    private static IEnumerable<Table> Visible => Tables.All.Where(t => t.Verbs != 0);

    public static CloudResponse List(DataverseContext context) => Answer(context, "EntityDefinitions", Visible.Select(Definition), Definitions);

    public static CloudResponse Get(DataverseContext context) => One(context, "EntityDefinitions", Definition(Find(context)), Definitions);

    public static CloudResponse Attributes(DataverseContext context)
    {
        var table = Find(context);
        return Answer(context, $"EntityDefinitions('{table.Name}')/Attributes", OfColumns(table), Columns);
    }

    public static CloudResponse Attribute(DataverseContext context)
    {
        var table = Find(context);
        var column = OfColumns(table).FirstOrDefault(c => c.Text("LogicalName") == context.Route["column"])
            ?? throw context.Refuse(DataverseError.NotFound("attribute", context.Route["column"]));
        return One(context, $"EntityDefinitions('{table.Name}')/Attributes", column, Columns);
    }

    private static Table Find(DataverseContext context)
    {
        var wanted = context.Route.GetValueOrDefault("name") ?? context.Route["id"];
        return Visible.FirstOrDefault(t => t.Name == wanted || string.Equals(Id(t.Name), wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw context.Refuse(new DataverseError(404, "0x80060888", $"Could not find an entity with name {wanted} and no MetadataId."));
    }

    private static CloudResponse Answer(DataverseContext context, string set, IEnumerable<JsonObject> rows, ODataModel model)
    {
        var options = Read(context, model);
        var found = options.Sort(rows.Where(r => options.Filter?.Matches(r) ?? true)).ToList();
        var body = new JsonObject { ["@odata.context"] = $"{context.MetadataUrl}#{set}" };
        if (options.Count)
        {
            body["@odata.count"] = found.Count;
        }

        body["value"] = new JsonArray([.. found.Take(options.Top ?? int.MaxValue).Select(r => (JsonNode)Show(context, r, options))]);
        return CloudResponse.Json(200, body);
    }

    private static CloudResponse One(DataverseContext context, string set, JsonObject row, ODataModel model)
    {
        var body = new JsonObject { ["@odata.context"] = $"{context.MetadataUrl}#{set}/$entity" };
        foreach (var (name, value) in Show(context, row, Read(context, model)))
        {
            body[name] = value?.DeepClone();
        }

        return CloudResponse.Json(200, body);
    }

    private static QueryOptions Read(DataverseContext context, ODataModel model) => QueryOptions.Read(
        context.Request.Query.Where(q => !q.Key.StartsWith('@')).ToDictionary(q => q.Key, q => q.Value),
        model,
        Rules,
        new QueryRefusals(m => context.Refuse(new DataverseError(400, "0x80060888", m)), context.NotSupported));

    private static JsonObject Show(DataverseContext context, JsonObject row, QueryOptions options)
    {
        var shown = options.Project(row);
        shown["MetadataId"] ??= row["MetadataId"]!.DeepClone();
        foreach (var (property, inner) in options.Expand)
        {
            if (property != "Attributes" || Visible.FirstOrDefault(t => t.Name == row.Text("LogicalName")) is not { } table)
            {
                throw context.NotSupported($"$expand={property} of EntityDefinitions");
            }

            var query = inner.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
                .ToDictionary(p => p[0].Trim(), p => p.ElementAtOrDefault(1) ?? "");
            var columns = QueryOptions.Read(
                query, Columns, Rules, new QueryRefusals(m => context.Refuse(new DataverseError(400, "0x80060888", m)), context.NotSupported));
            shown["Attributes"] = new JsonArray(
                [.. OfColumns(table).Where(c => columns.Filter?.Matches(c) ?? true).Select(c => (JsonNode)columns.Project(c))]);
        }

        return shown;
    }

    private static JsonObject Definition(Table table) => new()
    {
        ["MetadataId"] = Id(table.Name),
        ["LogicalName"] = table.Name,
        ["SchemaName"] = table.Name,
        ["EntitySetName"] = table.Set,
        ["LogicalCollectionName"] = table.Set,
        ["CollectionSchemaName"] = table.Set,
        ["PrimaryIdAttribute"] = table.Key,
        ["PrimaryNameAttribute"] = table.PrimaryName,
        ["ObjectTypeCode"] = table.ComponentType,
        ["OwnershipType"] = table.ComponentType == 0 ? "OrganizationOwned" : "UserOwned",
        ["IsCustomEntity"] = false,
        ["IsManaged"] = true,
        ["IsIntersect"] = false,
        ["DisplayName"] = Label(table.Name),
        ["DisplayCollectionName"] = Label(table.Set),
    };

    private static IEnumerable<JsonObject> OfColumns(Table table) => table.Readable.Values.Select(c => Definition(table, c));

    private static JsonObject Definition(Table table, Column column)
    {
        var lookup = table.Lookups.FirstOrDefault(l => l.ValueName == column.Name)?.Column;
        var name = lookup ?? (column.Name.StartsWith('_') ? column.Name[1..^"_value".Length] : column.Name);
        var type = Type(table, column, lookup is not null || column.Name.StartsWith('_'));
        return new JsonObject
        {
            ["@odata.type"] = $"#Microsoft.Dynamics.CRM.{type}AttributeMetadata",
            ["MetadataId"] = Id($"{table.Name}.{name}"),
            ["LogicalName"] = name,
            ["SchemaName"] = name,
            ["EntityLogicalName"] = table.Name,
            ["AttributeType"] = type,
            ["AttributeTypeName"] = new JsonObject { ["Value"] = type + "Type" },
            ["IsPrimaryId"] = column.Name == table.Key,
            ["IsPrimaryName"] = column.Name == table.PrimaryName,
            ["IsValidForCreate"] = column.ValidForCreate,
            ["IsValidForUpdate"] = column.ValidForUpdate,
            ["IsValidForRead"] = true,
            ["IsCustomAttribute"] = false,
            ["MaxLength"] = column.MaxLength == 0 ? null : column.MaxLength,
            ["RequiredLevel"] = new JsonObject { ["Value"] = column.Required ? "ApplicationRequired" : "None" },
            ["DisplayName"] = Label(name),
        };
    }

    private static string Type(Table table, Column column, bool isLookup) => isLookup ? "Lookup" : column.Type switch
    {
        ColumnType.Number when column.Name == "versionnumber" => "BigInt",
        ColumnType.Number when column.Name == "statecode" => "State",
        ColumnType.Number when column.Name == "statuscode" => "Status",
        ColumnType.Number when Choices.Of(table, column.Name) is not null => "Picklist",
        ColumnType.Number => "Integer",
        ColumnType.Boolean => "Boolean",
        ColumnType.Guid => "Uniqueidentifier",
        ColumnType.Time => "DateTime",
        ColumnType.Text when column.MaxLength > 4000 => "Memo",
        ColumnType.Text => "String",
        ColumnType.Object => "ManagedProperty",
        _ => "Virtual",
    };

    private static JsonObject Label(string text) => new()
    {
        ["LocalizedLabels"] = new JsonArray(),
        ["UserLocalizedLabel"] = new JsonObject { ["Label"] = text, ["LanguageCode"] = 1033 },
    };

    private static ODataModel Model(string type, JsonObject example) => new(
        $"Microsoft.Dynamics.CRM.{type}",
        example.Where(p => !p.Key.StartsWith('@')).ToDictionary(p => p.Key, p => new ODataProperty(p.Key, Kind(p.Key, p.Value), "Edm.String")));

    private static ODataKind Kind(string name, JsonNode? value) => name == "MetadataId" ? ODataKind.Guid : value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => ODataKind.Boolean,
        System.Text.Json.JsonValueKind.Number => ODataKind.Number,
        System.Text.Json.JsonValueKind.Object => ODataKind.Complex,
        _ => ODataKind.Text,
    };

    // The same in every environment, as ids of system tables are.
    private static string Id(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
