using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.OData;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Query options of the Web API.</summary>
internal static partial class DataverseQuery
{
    private static readonly QueryRules Rules = new(
        new HashSet<string> { "$filter", "$select", "$top", "$skiptoken", "$count", "$orderby", "$expand" },
        new HashSet<string> { "$apply", "$search", "$compute", "$deltatoken", "fetchXml", "savedQuery", "userQuery" },
        MaxTop: null);

    /// <summary>What docs/local-cloud.md says of them.</summary>
    public static IReadOnlyList<Support> Supported { get; } =
    [
        new(
            "$filter",
            "`eq`, `ne`, `gt`, `ge`, `lt`, `le`, `in`, `and`, `or`, `not`, `startswith`, `endswith`, `contains`; columns of lookups "
                + "(`publisherid/uniquename`), `any` and `all` over collections; typed: a GUID or a number in quotes is a 400; "
                + "parameter aliases",
            "DOC, ISS"),
        new("$select", "an unknown column is a 400 with `0x80060888`", "DOC, ISS"),
        new("$orderby", "several columns", "DOC"),
        new("$expand", "lookups and the listed collections, with `$select`, `$filter`, `$orderby`, `$top`, `$expand` inside", "DOC"),
        new("$top, $count", "yes; also `/{table}/$count`", "DOC"),
        new("Prefer: odata.maxpagesize", "pages with `@odata.nextLink`, at most 5000 rows; the token's form is our own", "DOC"),
        new(
            "Prefer: odata.include-annotations", "formatted values, `lookuplogicalname`, `associatednavigationproperty`, total counts",
            "DOC; formats of numbers and times: INFERRED"),
        new("Prefer: return=representation", "yes", "DOC"),
        new("If-Match, If-None-Match", "row versions", "DOC"),
        new("MSCRM.SolutionUniqueName", "yes", "DOC"),
        new("fetchXml, savedQuery, userQuery, $apply", "501", "DOC"),
        new("Prefer: odata.track-changes", "501", "DOC"),
        new("CallerObjectId, MSCRMCallerID", "501", "DOC"),
        new("$skip", "400, as Dataverse does not have it", "DOC; text: INFERRED"),
    ];

    /// <summary>Reads the options of a request for rows of a table.</summary>
    public static QueryOptions Read(DataverseContext context, Table table) => Read(context, table, context.Request.Query);

    /// <summary>Reads options, of a request or of what <c>$expand</c> has in its parentheses.</summary>
    public static QueryOptions Read(DataverseContext context, Table table, IReadOnlyDictionary<string, string> query)
    {
        if (query.ContainsKey("$skip"))
        {
            throw Invalid(context, "Skip Clause is not supported in CRM");
        }

        return QueryOptions.Read(
            WithoutAliases(query), Model(context, table), Rules, new QueryRefusals(m => Invalid(context, m), context.NotSupported));
    }

    private static CloudFailure Invalid(DataverseContext context, string message) => context.Refuse(new DataverseError(400, "0x80060888", message));

    private static ODataModel Model(DataverseContext context, Table table) =>
        new($"Microsoft.Dynamics.CRM.{table.Name}", table.Properties, table.IsElsewhere, name => Navigation(context, table, name));

    private static ODataNavigation? Navigation(DataverseContext context, Table table, string name)
    {
        if (table.Lookups.FirstOrDefault(l => l.Property == name) is { } lookup
            && Tables.All.FirstOrDefault(t => t.Name == lookup.Target) is { } target)
        {
            return new ODataNavigation(
                Model(context, target), false, row => Rows.Find(context.Environment, target, row.Text(lookup.ValueName)) is { } found ? [found] : []);
        }

        return table.Collections.FirstOrDefault(c => c.Property == name) is { } collection
            ? new ODataNavigation(
                Model(context, Tables.ByName(collection.Table)), true, row => RowReader.Referring(context, collection, row.Id(table)))
            : null;
    }

    /// <summary>Puts the values of parameter aliases (<c>@p1</c>) in their place.</summary>
    private static Dictionary<string, string> WithoutAliases(IReadOnlyDictionary<string, string> query)
    {
        var aliases = query.Where(q => q.Key.StartsWith('@')).ToDictionary(q => q.Key, q => q.Value);
        return query.Where(q => !q.Key.StartsWith('@')).ToDictionary(
            q => q.Key,
            q => aliases.Count == 0 ? q.Value : Alias().Replace(q.Value, m => aliases.GetValueOrDefault(m.Value, m.Value)));
    }

    // Texts are left alone: the first alternative takes them whole.
    [GeneratedRegex("'(?:[^']|'')*'|@[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Alias();
}
