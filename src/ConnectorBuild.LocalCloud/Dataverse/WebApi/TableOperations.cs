using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>What clients can do with a table, by its <see cref="Table.Verbs"/>.</summary>
internal static class TableOperations
{
    /// <summary>The operations of a table.</summary>
    public static IEnumerable<Operation<DataverseContext>> Of(Table table)
    {
        var set = "/" + table.Set;
        if (table.Verbs.HasFlag(TableVerbs.Read))
        {
            yield return New("GET", set, RowReader.List);
            yield return New("GET", set + "({id})", RowReader.Get);
            yield return New("GET", set + "({id})/{property}", RowReader.Navigate);
        }

        if (table.Verbs.HasFlag(TableVerbs.Create))
        {
            yield return New("POST", set, RowWriter.Create);
        }

        if (table.Verbs.HasFlag(TableVerbs.Update))
        {
            yield return New("PATCH", set + "({id})", RowWriter.Patch);
        }

        if (table.Verbs.HasFlag(TableVerbs.Delete))
        {
            yield return New("DELETE", set + "({id})", RowWriter.Delete);
        }

        Operation<DataverseContext> New(string method, string path, Func<DataverseContext, Table, CloudResponse> handle) =>
            new(method, path, c => handle(c, table), "yes", "DOC");
    }
}
