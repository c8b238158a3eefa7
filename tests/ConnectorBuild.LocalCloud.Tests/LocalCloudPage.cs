using System.Text;
using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Dataverse.WebApi;
using ConnectorBuild.LocalCloud.Entra;
using ConnectorBuild.LocalCloud.Graph;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Management;
using ConnectorBuild.LocalCloud.Platform;
using ConnectorBuild.LocalCloud.PowerApps;
using ConnectorBuild.LocalCloud.Runtime.Policies;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>The tables of docs/local-cloud.md, made of those that the services work by.</summary>
internal static partial class LocalCloudPage
{
    /// <summary>The tables by name, in the order of the page.</summary>
    public static IReadOnlyDictionary<string, string> Tables { get; } = new Dictionary<string, string>
    {
        ["sign-in operations"] = Operations(EntraOperations.All),
        ["sign-in refusals"] = Table("Code", "When", EntraRefusals.All),
        ["sign-in not modelled"] = List(EntraUnmodelled.All),
        ["Graph query options"] = Table("Option or header", "Supported", GraphQuery.Supported),
        ["Graph operations"] = Operations(GraphApi.Operations),
        ["Graph properties"] = Properties(),
        ["Graph not modelled"] = List(GraphUnmodelled.All),
        ["Dataverse query options"] = Table("Option or header", "Supported", DataverseQuery.Supported),
        ["Dataverse operations"] = Operations(DataverseOperations.All),
        ["Dataverse tables"] = Table("Table", "Supported", TableSupport.All),
        ["Dataverse not modelled"] = List(DataverseUnmodelled.All),
        ["PowerApps operations"] = Operations(PowerAppsOperations.All),
        ["PowerApps not modelled"] = List(PowerAppsOperations.Others),
        ["Power Platform operations"] = Operations(PowerPlatformApi.Operations),
        ["management operations"] = Table("Operation", "Supported", ManagementApi.Operations),
    };

    /// <summary>The tables of docs/runtime.md.</summary>
    public static IReadOnlyDictionary<string, string> RuntimeTables { get; } = new Dictionary<string, string>
    {
        ["policy templates"] = Table("Template", "How far it goes", PolicyTemplates.All.Select(t => t.Support)),
    };

    /// <summary>The page with its tables as they ought to be.</summary>
    /// <param name="page">The page as it is.</param>
    /// <param name="tables">Its tables.</param>
    public static string Update(string page, IReadOnlyDictionary<string, string> tables) =>
        Marked().Replace(
            page,
            m => tables.TryGetValue(m.Groups["name"].Value, out var table)
                ? m.Groups["start"].Value + table + m.Groups["end"].Value
                : m.Value);

    /// <summary>The names of the tables that the page has a place for.</summary>
    public static IEnumerable<string> Places(string page) => Marked().Matches(page).Select(m => m.Groups["name"].Value);

    private static string Operations<TContext>(IEnumerable<Operation<TContext>> operations) =>
        Table("Operation", "Supported", operations.Select(o => o.Support));

    private static string Table(string name, string text, IEnumerable<Support> rows)
    {
        var table = new StringBuilder($"| {name} | {text} | Evidence |\n|---|---|---|\n");
        foreach (var row in rows)
        {
            table.Append($"| `{row.Name}` | {(row.Text.Length > 0 ? row.Text : "yes")} | {row.Evidence} |\n");
        }

        return table.ToString();
    }

    /// <summary>Of the entities: what is stored, what can only be read, what the real one has besides.</summary>
    private static string Properties()
    {
        var table = new StringBuilder("| Type | Can be set | Can be read | Not modelled |\n|---|---|---|---|\n");
        foreach (var type in GraphTypes.Every.Where(t => t.Find("id") is { Use: PropertyUse.Read }))
        {
            table.Append($"| `{type.Name}` | {Names(PropertyUse.Write)} | {Names(PropertyUse.Read)} | {Names(PropertyUse.Elsewhere)} |\n");

            string Names(PropertyUse use) => string.Join(", ", type.Properties.Where(p => p.Use == use).Select(p => p.Name));
        }

        return table.ToString();
    }

    private static string List(IEnumerable<Unmodelled> rows)
    {
        var table = new StringBuilder("| Not modelled | Paths |\n|---|---|\n");
        foreach (var row in rows.GroupBy(r => r.Name))
        {
            var paths = row.Select(r => $"`{(r.Method == "*" ? "" : r.Method + " ")}{r.Pattern}`");
            table.Append($"| {row.Key} | {string.Join(", ", paths)} |\n");
        }

        return table.ToString();
    }

    [GeneratedRegex("(?<start><!-- table: (?<name>[^>]+) -->\n)(?:.*?\n)??(?<end><!-- end of table -->)", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
