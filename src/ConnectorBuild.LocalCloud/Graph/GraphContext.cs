using System.Text;
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
    public JsonObject Body() =>
        Request.Json() ?? throw Refuse(
            GraphError.BadRequest(
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."));

    /// <summary>The path's object id.</summary>
    public string ObjectId() => Guid.TryParse(Route["id"], out var id) ? id.ToString() : throw Refuse(GraphError.InvalidId(Route["id"]));

    /// <summary>Writes an object, or deletes it (null).</summary>
    public void Put(DirectoryKind kind, string id, JsonObject? value) => Tenant.Directory.Put(kind, id, value, State.ReplicationTime);

    /// <summary>A page of a collection.</summary>
    /// <param name="set">The collection's name.</param>
    /// <param name="objects">All objects.</param>
    /// <param name="type">The type of the objects.</param>
    /// <param name="complete">Adds to an object of the page what is costly and not filtered by; null for nothing.</param>
    /// <param name="expand">The value of an expanded property of an object; null where nothing can be expanded.</param>
    public CloudResponse List(
        string set,
        IEnumerable<JsonObject> objects,
        GraphType type,
        Func<JsonObject, JsonObject>? complete = null,
        Func<JsonObject, string, JsonNode?>? expand = null)
    {
        var options = GraphQuery.Read(this, type.Model);
        var rows = options.Sort(objects.Where(o => options.Filter?.Matches(o) ?? true)).ToList();
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

        body["value"] = new JsonArray(
            [.. rows.Skip(options.Skip).Take(size).Select(r => (JsonNode)Show(type, complete?.Invoke(r) ?? r, options, expand))]);
        return CloudResponse.Json(200, body);
    }

    /// <summary>The number of objects as plain text: <c>/applications/$count</c>.</summary>
    public CloudResponse Count(IEnumerable<JsonObject> objects, GraphType type)
    {
        if (!GraphQuery.IsEventual(this))
        {
            throw Refuse(GraphError.BadRequest("$count is not currently supported."));
        }

        var options = GraphQuery.Read(this, type.Model);
        return CloudResponse.Bytes(200, Encoding.UTF8.GetBytes($"{objects.Count(o => options.Filter?.Matches(o) ?? true)}"), "text/plain");
    }

    /// <summary>One object.</summary>
    /// <param name="status">The status.</param>
    /// <param name="set">The collection's name.</param>
    /// <param name="value">The object.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="expand">The value of an expanded property; null where nothing can be expanded.</param>
    public CloudResponse Entity(int status, string set, JsonObject value, GraphType type, Func<JsonObject, string, JsonNode?>? expand = null)
    {
        var options = GraphQuery.Read(this, type.Model);
        var body = new JsonObject { ["@odata.context"] = $"{Request.BaseUrl}/v1.0/$metadata#{set}/$entity" };
        foreach (var (name, node) in Show(type, value, options, expand))
        {
            body[name] = node?.DeepClone();
        }

        return CloudResponse.Json(status, body);
    }

    private JsonObject Show(GraphType type, JsonObject value, QueryOptions options, Func<JsonObject, string, JsonNode?>? expand)
    {
        var shown = options.Project(GraphDefaults.Complete(type, Public.Of(value)));
        foreach (var (property, inner) in options.Expand)
        {
            if (expand is null || inner.Length > 0)
            {
                throw NotSupported($"$expand={property}{(inner.Length > 0 ? $"({inner})" : "")} of {type.Name}");
            }

            shown[property] = expand(value, property)
                ?? throw Refuse(new GraphError(400, "BadRequest",
                    $"Parsing OData Select and Expand failed: Could not find a property named '{property}' on type 'microsoft.graph.{type.Name}'."));
        }

        return shown;
    }
}
