using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>What docs/local-cloud.md says of the tables.</summary>
internal static class TableSupport
{
    private static readonly Dictionary<Table, (string Note, string Evidence)> Notes = new()
    {
        [Tables.Connector] = (
            "PATCH is an upsert. Saving: see below. DELETE is refused while a connection reference needs it, and for managed ones",
            "DOC, SRC, ISS; the refusals: INFERRED"),
        [Tables.ConnectionReference] = ("", "DOC"),
        [Tables.Publisher] = (
            "prefix 2 to 8 letters and digits, not `mscrm`; option value prefix 10000 to 99999. DELETE is refused while a solution has it",
            "DOC; error texts, and the refusal: INFERRED"),
        [Tables.Solution] = (
            "unique name, version (two to four numbers, each at most 2147483647) and publisher are checked. DELETE of an unmanaged one "
            + "leaves its components, of a managed one takes those that no other solution has; synchronous",
            "DOC, SRC; error texts, the largest number and the deletion: INFERRED"),
        [Tables.SolutionComponent] = ("", "DOC"),
        [Tables.EnvironmentVariableDefinition] = ("types 100000000 to 100000005. DELETE takes the value along", "DOC"),
        [Tables.EnvironmentVariableValue] = ("one for each definition", "DOC"),
        [Tables.SystemUser] = ("the users of the tenant and application users", "DOC; alternate keys of other tables: INFERRED"),
        [Tables.Team] = ("simplified: no members", "DOC"),
        [Tables.Organization] = ("simplified: id, name, language", "DOC"),
        [Tables.AsyncOperation] = ("imports and exports only: waiting 0/0, running 2/20, done 3/30, failed 3/31", "SRC"),
        [Tables.ImportJob] = ("`progress` grows evenly with the clock", "DOC; `data`: third-party sources"),
    };

    /// <summary>A line for each table that clients see.</summary>
    public static IEnumerable<Support> All => Tables.All.Where(t => t.Verbs != 0).Select(Of);

    private static Support Of(Table table)
    {
        var (note, evidence) = Notes[table];
        var key = table.AlternateKeys.Count > 0 ? $"; by `{string.Join("`, `", table.AlternateKeys)}`, too" : "";
        return new Support(table.Set, Verbs(table) + key + (note.Length > 0 ? $". {note}" : ""), evidence);
    }

    private static string Verbs(Table table) =>
        string.Join(", ", Enum.GetValues<TableVerbs>().Where(v => v != TableVerbs.All && table.Verbs.HasFlag(v)).Select(v => v switch
    {
        TableVerbs.Read => "GET",
        TableVerbs.Create => "POST",
        TableVerbs.Update => "PATCH",
        _ => "DELETE",
    }));
}
