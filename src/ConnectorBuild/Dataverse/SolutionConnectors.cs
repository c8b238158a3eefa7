using System.Text.Json.Nodes;
using ConnectorBuild.Deployment;

namespace ConnectorBuild.Dataverse;

/// <summary>Which connectors a solution has in its environment beside those of a package.</summary>
internal sealed class SolutionConnectors(DataverseClient client)
{
    private const string Components = "solution_solutioncomponent";

    /// <summary>
    /// What reading a solution must expand, so that no request is needed for the usual case. The option set of component types names both 371 and 372
    /// "Connector"; real packages have 372 only.
    /// </summary>
    public const string Expansion = $"{Components}($select=objectid,componenttype;$filter=componenttype eq 372 or componenttype eq 371)";

    /// <summary>The solution's connectors that the package does not have, by name; only they cost a request.</summary>
    /// <param name="solution">The row, read with <see cref="Expansion"/>; null when there is none.</param>
    /// <param name="package">The package.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<IReadOnlyList<OmittedConnector>> ReadOmittedAsync(JsonObject? solution, DesiredPackage package, CancellationToken cancellationToken)
    {
        var known = package.Connectors.Select(c => c.RowId).ToHashSet();
        var others = Rows(solution?[Components]).Select(c => Id(c["objectid"])).Where(id => !known.Contains(id)).Distinct().Order().ToList();
        if (others.Count == 0)
        {
            return [];
        }

        var solutionId = Id(solution!["solutionid"]);
        var answers = await client.ReadAsync(
            [
                $"connectors?$select=connectorid,name,displayname&$filter={Any("connectorid", others)}",
                $"solutioncomponents?$select=objectid&$expand=solutionid($select=solutionid,uniquename,ismanaged)&$filter={Any("objectid", others)}",
            ],
            "reading the solution's connectors",
            cancellationToken).ConfigureAwait(false);
        var holders = Rows(answers[1].Body?["value"])
            .Where(c => c["solutionid"] is JsonObject other && (bool?)other["ismanaged"] == true && Id(other["solutionid"]) != solutionId)
            .ToLookup(c => Id(c["objectid"]), c => (string?)c["solutionid"]!["uniquename"] ?? "");
        var names = package.Connectors.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. Rows(answers[0].Body?["value"])
                .Select(r => (Id: Id(r["connectorid"]), Name: (string?)r["name"] ?? "", DisplayName: (string?)r["displayname"] ?? ""))
                .Where(r => !names.Contains(r.Name))
                .Select(r => new OmittedConnector(r.Name, r.DisplayName, holders[r.Id].Order(StringComparer.Ordinal).FirstOrDefault()))
                .OrderBy(c => c.Name, StringComparer.Ordinal),
        ];
    }

    private static string Any(string column, IEnumerable<Guid> ids) => string.Join(" or ", ids.Select(id => $"{column} eq {id}"));

    private static IEnumerable<JsonObject> Rows(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static Guid Id(JsonNode? value) => Guid.TryParse((string?)value, out var id) ? id : Guid.Empty;
}

/// <summary>A connector that the solution has in the environment, and the package not.</summary>
/// <param name="Name">The row's immutable name.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="OtherSolution">Unique name of another managed solution that has it, so that it outlives an upgrade of this one; null when none has.</param>
public sealed record OmittedConnector(string Name, string DisplayName, string? OtherSolution);
