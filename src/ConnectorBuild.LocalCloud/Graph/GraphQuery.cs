using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.OData;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Query options of Graph, and which queries of directory objects need <c>ConsistencyLevel: eventual</c>.</summary>
internal static class GraphQuery
{
    private const int MaxTop = 999;

    private static readonly string[] Advanced = ["ne", "not", "endswith"];

    private static readonly QueryRules Rules = new(
        new HashSet<string> { "$filter", "$select", "$top", "$skiptoken", "$count", "$orderby", "$expand", "$format" },
        new HashSet<string> { "$search", "$apply", "$compute", "$deltatoken" },
        MaxTop);

    /// <summary>What docs/local-cloud.md says of them.</summary>
    public static IReadOnlyList<Support> Supported { get; } =
    [
        new(
            "$filter",
            "`eq`, `ne`, `gt`, `ge`, `lt`, `le`, `in`, `and`, `or`, `not`, `startswith`, `endswith`, `any`, `all`, "
                + "`collection/$count`; typed: a text, number, GUID or time of another type than the property's is a 400",
            "DOC; texts: ISS (other sets)"),
        new("$select", "an unknown property is a 400", "DOC, ISS (other sets)"),
        new("$top", "1 to 999", "DOC; text: INFERRED"),
        new("$skiptoken", "of `@odata.nextLink`; pages have 100 objects", "DOC"),
        new("$orderby", "several properties; with `$filter` only as an advanced query", "DOC, ISS"),
        new("$count", "only as an advanced query; the real service may ignore it otherwise", "DOC; the 400: INFERRED"),
        new(
            "$expand",
            "`owners` of applications and service principals, `appRoleAssignments` and `appRoleAssignedTo` of service principals; at "
                + "most 20 objects",
            "DOC"),
        new(
            "ConsistencyLevel: eventual",
            "needed for `ne`, `not`, `endswith`, `$count`, and for `$orderby` with `$filter`; with `$count=true` for all but `/$count`",
            "DOC, ISS"),
        new("$search", "501", "DOC"),
        new("$skip", "400, as directory objects do not have it", "ISS"),
    ];

    /// <summary>Reads the options of a request.</summary>
    public static QueryOptions Read(GraphContext context, ODataModel model)
    {
        var query = context.Request.Query;
        if (query.ContainsKey("$skip"))
        {
            throw context.Refuse(new GraphError(400, "Request_UnsupportedQuery", "'$skip' is not supported by the service."));
        }

        var options = QueryOptions.Read(
            query, model, Rules, new QueryRefusals(m => context.Refuse(new GraphError(400, "BadRequest", m)), context.NotSupported));
        Demand(context, options);
        return options;
    }

    /// <summary>Whether the request asks for the index in which advanced queries are answered.</summary>
    public static bool IsEventual(GraphContext context) =>
        string.Equals(context.Request.Header("ConsistencyLevel"), "eventual", StringComparison.OrdinalIgnoreCase);

    private static void Demand(GraphContext context, QueryOptions options)
    {
        if (options.Filter?.Words.Contains("contains") ?? false)
        {
            throw context.Refuse(new GraphError(400, "Request_UnsupportedQuery", "Unsupported property filter clause operator 'Contains'."));
        }

        var isAdvanced = IsEventual(context) && options.Count;
        if (!isAdvanced && (options.Filter?.Words.Overlaps(Advanced) ?? false))
        {
            throw context.Refuse(new GraphError(400, "Request_UnsupportedQuery", "Unsupported Query."));
        }

        if (!isAdvanced && options.Filter is not null && options.OrderBy.Count > 0)
        {
            throw context.Refuse(new GraphError(400, "Request_UnsupportedQuery", "Sorting not supported for current query."));
        }

        if (options.Count && !IsEventual(context))
        {
            throw context.Refuse(GraphError.BadRequest("$count is not currently supported."));
        }
    }
}
