using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.OData;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>A request to Graph with its caller and the replica that it met.</summary>
/// <param name="Api">The service, for batches.</param>
/// <param name="State">The cloud.</param>
/// <param name="Request">The request; its path is without the version.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="View">The directory as the replica shows it.</param>
/// <param name="Route">The path's placeholders.</param>
internal sealed record GraphContext(
    GraphApi Api,
    CloudState State,
    CloudRequest Request,
    GraphCaller Caller,
    DirectoryView View,
    IReadOnlyDictionary<string, string> Route)
{
    /// <summary>The caller's tenant.</summary>
    public Tenant Tenant => Caller.Tenant;

    /// <summary>The directory as the primary has it; what writes work on.</summary>
    public DirectoryView Primary => Tenant.Directory.Current;

    /// <summary>The refusal as an answer.</summary>
    public CloudFailure Refuse(GraphError error) => error.ToFailure(State, Request);

    /// <summary>Refuses with 501.</summary>
    public CloudFailure NotSupported(string operation) => Refuse(GraphError.NotSupported(operation));

    /// <summary>Lets only callers with one of the permissions pass.</summary>
    public void Demand(params ReadOnlySpan<string> permissions)
    {
        if (!Caller.HasAny(permissions))
        {
            throw Refuse(GraphError.Denied);
        }
    }

    /// <summary>The body, which must be a JSON object.</summary>
    public JsonObject Body() => Request.Json() ?? throw Refuse(GraphError.BadRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."));

    /// <summary>Writes an object, or deletes it (null).</summary>
    public void Put(DirectoryKind kind, string id, JsonObject? value) => Tenant.Directory.Put(kind, id, value, State.Now);

    /// <summary>A page of a collection.</summary>
    /// <param name="set">The collection's name.</param>
    /// <param name="objects">All objects.</param>
    /// <param name="properties">The names that can be selected and filtered.</param>
    /// <param name="complete">Adds to an object of the page what is costly and not filtered by; null for nothing.</param>
    public CloudResponse List(string set, IEnumerable<JsonObject> objects, IReadOnlySet<string> properties, Func<JsonObject, JsonObject>? complete = null)
    {
        var options = QueryOptions.Read(Request.Query, properties, NotSupported);
        if (options.Expand.Count > 0)
        {
            throw NotSupported("$expand");
        }

        var rows = objects.Where(o => options.Filter?.Matches(o) ?? true).ToList();
        if (options.OrderBy is var (property, descending))
        {
            rows = [.. descending
                ? rows.OrderByDescending(r => r.Text(property), StringComparer.OrdinalIgnoreCase)
                : rows.OrderBy(r => r.Text(property), StringComparer.OrdinalIgnoreCase)];
        }

        var size = options.Top ?? 100;
        var body = new JsonObject { ["@odata.context"] = $"{Request.BaseUrl}/v1.0/$metadata#{set}" };
        if (options.Count)
        {
            body["@odata.count"] = rows.Count;
        }

        if (rows.Count > options.Skip + size)
        {
            var query = Request.Query.Where(q => q.Key != "$skiptoken").Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}");
            body["@odata.nextLink"] = $"{Request.BaseUrl}/v1.0{Request.Path}?{string.Join('&', query.Append($"$skiptoken={options.Skip + size}"))}";
        }

        body["value"] = new JsonArray([.. rows.Skip(options.Skip).Take(size).Select(r => (JsonNode)options.Project(Public.Of(complete?.Invoke(r) ?? r)))]);
        return CloudResponse.Json(200, body);
    }

    /// <summary>One object.</summary>
    public CloudResponse Entity(int status, string set, JsonObject value, IReadOnlySet<string> properties)
    {
        var options = QueryOptions.Read(Request.Query, properties, NotSupported);
        if (options.Expand.Count > 0)
        {
            throw NotSupported("$expand");
        }

        var body = new JsonObject { ["@odata.context"] = $"{Request.BaseUrl}/v1.0/$metadata#{set}/$entity" };
        foreach (var (name, node) in options.Project(Public.Of(value)))
        {
            body[name] = node?.DeepClone();
        }

        return CloudResponse.Json(status, body);
    }
}
