using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>What clients can do with a table, by its <see cref="Table.Verbs"/>.</summary>
internal static class TableOperations
{
    /// <summary>The operations of a table.</summary>
    public static IEnumerable<Operation<DataverseContext>> Of(Table table)
    {
        var set = "/" + table.Set;
        var (row, byKey) = (set + "({id})", set + "({id}='{value}')");
        if (table.Verbs.HasFlag(TableVerbs.Read))
        {
            yield return New("GET", set, RowReader.List);
            yield return New("GET", set + "/$count", RowReader.Count);
            yield return New("GET", row, RowReader.Get, byKey);
            yield return New("GET", row + "/{property}", RowReader.Navigate, byKey + "/{property}");
        }

        if (table.Verbs.HasFlag(TableVerbs.Create))
        {
            yield return New("POST", set, RowWriter.Create);
        }

        if (table.Verbs.HasFlag(TableVerbs.Update))
        {
            yield return New("PATCH", row, RowWriter.Patch, byKey);
        }

        if (table.Verbs.HasFlag(TableVerbs.Delete))
        {
            yield return New("DELETE", row, RowWriter.Delete, byKey);
        }

        Operation<DataverseContext> New(string method, string path, Func<DataverseContext, Table, CloudResponse> handle, params string[] more) =>
            new(method, path, [path, .. more], ignoreCase: false, c => handle(c, table), "yes", "DOC");
    }
}
