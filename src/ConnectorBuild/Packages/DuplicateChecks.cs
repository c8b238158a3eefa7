using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Two components of one kind with one name or id: an import would keep one of them.</summary>
internal static class DuplicateChecks
{
    public static IEnumerable<Diagnostic> Check(SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors) =>
    [
        .. Find("connectors", "name", connectors.Select(c => c.Identity.Name), StringComparer.OrdinalIgnoreCase),
        .. Find("connectors", "row id", connectors.Select(c => c.Identity.RowId.ToString("D")), StringComparer.Ordinal),
        .. Find("environment variables", "name", solution.EnvironmentVariables.Select(v => v.SchemaName), StringComparer.OrdinalIgnoreCase),
        .. Find("connection references", "name", solution.ConnectionReferences.Select(r => r.LogicalName), StringComparer.OrdinalIgnoreCase),
    ];

    private static IEnumerable<Diagnostic> Find(string kind, string key, IEnumerable<string> values, StringComparer comparer) =>
        values.GroupBy(v => v, comparer).Where(g => g.Count() > 1).Select(g => new Diagnostic(
            PackagingRules.DuplicateComponent,
            $"{g.Count()} {kind} of the solution have the {key} {QuotedText.Quote(g.Key)}, so an import would keep only one of them: "
                + "give each its own (ConnectorName, ConnectorRowId, or the name in the package)."));
}
