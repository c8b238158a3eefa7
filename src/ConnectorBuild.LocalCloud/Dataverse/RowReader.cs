using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.OData;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Answers reads of tables.</summary>
internal static class RowReader
{
    private const int MaxPage = 5000;
    private const string JsonType = "application/json; odata.metadata=minimal";

    public static CloudResponse List(DataverseContext context, Table table) => List(context, table, Rows.All(context.Environment, table));

    public static CloudResponse Count(DataverseContext context, Table table)
    {
        var options = DataverseQuery.Read(context, table);
        var count = Rows.All(context.Environment, table).Count(r => options.Filter?.Matches(Behaviours.Of(table).Show(context, r)) ?? true);
        return CloudResponse.Bytes(200, Encoding.UTF8.GetBytes(count.ToString(CultureInfo.InvariantCulture)), "text/plain");
    }

    public static CloudResponse Get(DataverseContext context, Table table)
    {
        var row = RowAddress.Of(context, table).Demand(context);
        if (context.Request.Header("If-None-Match") is { } tag && tag == Rows.ETag(row))
        {
            return CloudResponse.Empty(304).With("ETag", tag);
        }

        return One(context, table, row);
    }

    /// <summary>What a row has under a name: the rows that refer to it, the row that it refers to, or the value of a column.</summary>
    public static CloudResponse Navigate(DataverseContext context, Table table)
    {
        var row = RowAddress.Of(context, table).Demand(context);
        var property = context.Route["property"];
        if (table.Collections.FirstOrDefault(c => c.Property == property) is { } collection)
        {
            return List(context, Tables.ByName(collection.Table), Referring(context, collection, row.Id(table)));
        }

        if (table.Lookups.FirstOrDefault(l => l.Property == property) is { } lookup
            && Tables.All.FirstOrDefault(t => t.Name == lookup.Target) is { } target)
        {
            return Rows.Find(context.Environment, target, row.Text(lookup.ValueName)) is { } found
                ? One(context, target, found)
                : CloudResponse.Empty(204);
        }

        if (!table.Readable.ContainsKey(property))
        {
            throw table.IsElsewhere(property)
                ? context.NotSupported($"the column '{property}' of {table.Name}")
                : context.Refuse(new DataverseError(404, "0x80060888", $"Resource not found for the segment '{property}'."));
        }

        return Behaviours.Of(table).Show(context, row)[property] is { } value
            ? CloudResponse.Json(
                200,
                new JsonObject { ["@odata.context"] = $"{context.MetadataUrl}#{table.Set}({row.Id(table)})/{property}", ["value"] = value.DeepClone() },
                JsonType)
            : CloudResponse.Empty(204);
    }

    private static CloudResponse One(DataverseContext context, Table table, JsonObject row)
    {
        var options = DataverseQuery.Read(context, table);
        var body = new JsonObject { ["@odata.context"] = $"{context.MetadataUrl}#{table.Set}/$entity" };
        foreach (var (name, value) in Show(context, table, row, options))
        {
            body[name] = value?.DeepClone();
        }

        return CloudResponse.Json(200, body, JsonType).With("ETag", Rows.ETag(row));
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

        return Annotations.Add(context, table, shown, current);
    }

    /// <summary>A list of the given rows.</summary>
    public static CloudResponse List(DataverseContext context, Table table, IEnumerable<JsonObject> source)
    {
        if (context.Request.Prefers("odata.track-changes"))
        {
            throw context.NotSupported("change tracking (odata.track-changes)");
        }

        var options = DataverseQuery.Read(context, table);
        var rows = options.Sort(source.Where(r => options.Filter?.Matches(Behaviours.Of(table).Show(context, r)) ?? true)).ToList();
        var body = new JsonObject { ["@odata.context"] = $"{context.MetadataUrl}#{table.Set}" };
        if (options.Count)
        {
            body["@odata.count"] = rows.Count;
            if (Annotations.IsWanted(context.Request, "Microsoft.Dynamics.CRM.totalrecordcount"))
            {
                body["@Microsoft.Dynamics.CRM.totalrecordcount"] = rows.Count;
                body["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"] = false;
            }
        }

        var wanted = rows.Take(options.Top ?? int.MaxValue).Skip(options.Skip).ToList();
        var asked = PageSize(context);
        var size = asked ?? MaxPage;
        body["value"] = new JsonArray([.. wanted.Take(size).Select(r => (JsonNode)Show(context, table, r, options))]);
        if (wanted.Count > size)
        {
            var query = context.Request.Query.Where(q => q.Key != "$skiptoken").Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}");
            body["@odata.nextLink"] = $"{context.Request.BaseUrl}/api/data/v9.2{context.Request.Path}?{string.Join('&', query.Append($"$skiptoken={options.Skip + size}"))}";
        }

        var answer = CloudResponse.Json(200, body, JsonType);
        return asked is null ? answer : answer.With("Preference-Applied", string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={asked}"));
    }

    private static int? PageSize(DataverseContext context)
    {
        const string Name = "odata.maxpagesize=";
        var preference = context.Request.Header("Prefer")?.Split([',', ';'], StringSplitOptions.TrimEntries)
            .FirstOrDefault(p => p.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return preference is null ? null
            : int.TryParse(preference[Name.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                && size > 0 ? Math.Min(size, MaxPage)
            : throw context.Refuse(DataverseError.BadRequest($"The preference '{preference}' is not valid."));
    }

    private static JsonNode? Expand(DataverseContext context, Table table, JsonObject row, string property, string inner)
    {
        var query = inner.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => p.Split('=', 2))
            .ToDictionary(p => p[0], p => p.ElementAtOrDefault(1) ?? "");
        if (table.Lookups.FirstOrDefault(l => l.Property == property) is { } lookup)
        {
            var target = Tables.All.FirstOrDefault(t => t.Name == lookup.Target) ?? throw context.NotSupported($"$expand={property} on {table.Name}");
            return Rows.Find(context.Environment, target, row.Text(lookup.ValueName)) is { } found
                ? Show(context, target, found, DataverseQuery.Read(context, target, query))
                : null;
        }

        var collection = table.Collections.FirstOrDefault(c => c.Property == property)
            ?? throw context.Refuse(
                new DataverseError(
                    400, "0x80060888", $"Could not find a property named '{property}' on type 'Microsoft.Dynamics.CRM.{table.Name}'."));
        var referring = Tables.ByName(collection.Table);
        var options = DataverseQuery.Read(context, referring, query);
        var rows = options.Sort(Referring(context, collection, row.Id(table)).Where(r => options.Filter?.Matches(r) ?? true));
        return new JsonArray([.. rows.Take(options.Top ?? MaxPage).Select(r => (JsonNode)Show(context, referring, r, options))]);
    }

    internal static IEnumerable<JsonObject> Referring(DataverseContext context, Collection collection, string id) =>
        Rows.All(context.Environment, Tables.ByName(collection.Table))
            .Where(r => string.Equals(r.Text($"_{collection.Column}_value"), id, StringComparison.OrdinalIgnoreCase));
}
