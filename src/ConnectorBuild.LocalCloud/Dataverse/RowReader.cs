using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.OData;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Answers reads of tables.</summary>
internal static class RowReader
{
    public static CloudResponse List(DataverseContext context, Table table) => List(context, table, Rows.All(context.Environment, table));

    public static CloudResponse Get(DataverseContext context, Table table)
    {
        var id = context.Id();
        var row = Rows.Find(context.Environment, table, id) ?? throw context.Refuse(DataverseError.NotFound(table.Name, id));
        if (context.Request.Header("If-None-Match") is { } tag && tag == Rows.ETag(row))
        {
            return CloudResponse.Empty(304).With("ETag", tag);
        }

        var options = DataverseQuery.Read(context, table);
        var body = new JsonObject { ["@odata.context"] = $"{context.MetadataUrl}#{table.Set}/$entity" };
        foreach (var (name, value) in Show(context, table, row, options))
        {
            body[name] = value?.DeepClone();
        }

        return CloudResponse.Json(200, body, JsonType).With("ETag", Rows.ETag(row));
    }

    /// <summary>The rows that refer to one, by a collection's name; or the row that it refers to.</summary>
    public static CloudResponse Navigate(DataverseContext context, Table table)
    {
        var id = context.Id();
        var row = Rows.Find(context.Environment, table, id) ?? throw context.Refuse(DataverseError.NotFound(table.Name, id));
        var property = context.Route["property"];
        var collection = table.Collections.FirstOrDefault(c => c.Property == property) ?? throw context.NotSupported($"the navigation property '{property}' of {table.Name}");
        return List(context, Tables.ByName(collection.Table), Referring(context, collection, row.Id(table)));
    }

    /// <summary>A row the way clients see it, with tag, selected columns and expanded rows.</summary>
    public static JsonObject Show(DataverseContext context, Table table, JsonObject row, QueryOptions options)
    {
        var current = Behaviours.Of(table).Show(context, row);
        var shown = new JsonObject { ["@odata.etag"] = Rows.ETag(row) };
        foreach (var (name, value) in current)
        {
            if (table.Readable.ContainsKey(name) && (options.Select is null || options.Select.Contains(name)))
            {
                shown[name] = value?.DeepClone();
            }
        }

        shown[table.Key] ??= row.Id(table);
        foreach (var (property, inner) in options.Expand)
        {
            shown[property] = Expand(context, table, row, property, inner);
        }

        return shown;
    }

    private const string JsonType = "application/json; odata.metadata=minimal";

    /// <summary>A list of the given rows.</summary>
    public static CloudResponse List(DataverseContext context, Table table, IEnumerable<JsonObject> source)
    {
        var options = DataverseQuery.Read(context, table);
        var rows = source.Where(r => options.Filter?.Matches(Behaviours.Of(table).Show(context, r)) ?? true).ToList();
        rows = [.. options.Sort(rows)];
        var body = new JsonObject { ["@odata.context"] = $"{context.MetadataUrl}#{table.Set}" };
        if (options.Count)
        {
            body["@odata.count"] = rows.Count;
        }

        body["value"] = new JsonArray([.. rows.Take(options.Top ?? 5000).Select(r => (JsonNode)Show(context, table, r, options))]);
        return CloudResponse.Json(200, body, JsonType);
    }

    private static JsonNode? Expand(DataverseContext context, Table table, JsonObject row, string property, string inner)
    {
        var query = inner.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => p.Split('=', 2))
            .ToDictionary(p => p[0], p => p.ElementAtOrDefault(1) ?? "");
        if (table.Lookups.FirstOrDefault(l => l.Property == property) is { } lookup)
        {
            var target = Tables.ByName(lookup.Target);
            return Rows.Find(context.Environment, target, row.Text(lookup.ValueName)) is { } found
                ? Show(context, target, found, DataverseQuery.Read(context, target, query))
                : null;
        }

        var collection = table.Collections.FirstOrDefault(c => c.Property == property) ?? throw context.NotSupported($"$expand={property} on {table.Name}");
        var referring = Tables.ByName(collection.Table);
        var options = DataverseQuery.Read(context, referring, query);
        return new JsonArray([.. Referring(context, collection, row.Id(table)).Where(r => options.Filter?.Matches(r) ?? true).Select(r => (JsonNode)Show(context, referring, r, options))]);
    }

    internal static IEnumerable<JsonObject> Referring(DataverseContext context, Collection collection, string id) =>
        Rows.All(context.Environment, Tables.ByName(collection.Table))
            .Where(r => string.Equals(r.Text($"_{collection.Column}_value"), id, StringComparison.OrdinalIgnoreCase));
}
