using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>What a solution has in its environment beside what a package has.</summary>
internal sealed class SolutionComponents(DataverseClient client)
{
    private const string Components = "solution_solutioncomponent";
    private const int Variable = 380;

    /// <summary>
    /// What reading a solution must expand, so that no request is needed for the usual case. The option set of component types names both 371 and 372
    /// "Connector"; real packages have 372 only. The number of connection references is another one in every environment, but above 10,000.
    /// </summary>
    public const string Expansion =
        $"{Components}($select=objectid,componenttype;$filter=componenttype eq 372 or componenttype eq 371 or componenttype eq 380 or componenttype gt 10000)";

    /// <summary>The solution's connectors that the package does not have, and, where it would be upgraded, its variables and connection references; only they cost a request.</summary>
    /// <param name="solution">The row, read with <see cref="Expansion"/>; null when there is none.</param>
    /// <param name="package">The package.</param>
    /// <param name="known">The ids of the package's variables and connection references in the environment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<IReadOnlyList<OmittedComponent>> ReadOmittedAsync(JsonObject? solution, DesiredPackage package, IEnumerable<Guid> known, CancellationToken cancellationToken)
    {
        var packaged = package.Connectors.Select(c => c.RowId).Concat(known).ToHashSet();
        var isUpgrade = package.IsManaged && (bool?)solution?["ismanaged"] == true && Version.TryParse((string?)solution["version"], out var installed) && installed < package.Version;
        var others = Rows(solution?[Components])
            .Select(c => (Id: Id(c["objectid"]), Type: (int?)c["componenttype"] ?? 0))
            .Where(c => !packaged.Contains(c.Id) && (isUpgrade || IsConnector(c.Type)))
            .Distinct()
            .OrderBy(c => c.Id)
            .ToList();
        if (others.Count == 0)
        {
            return [];
        }

        var (connectors, variables, references) = (others.FindAll(c => IsConnector(c.Type)), others.FindAll(c => c.Type == Variable), others.FindAll(c => c.Type > Variable && !IsConnector(c.Type)));
        var answers = await client.ReadAsync(
            [
                $"solutioncomponents?$select=objectid&$expand=solutionid($select=solutionid,uniquename,ismanaged)&$filter={Any("objectid", others)}",
                .. connectors.Count == 0 ? Enumerable.Empty<string>() : [$"connectors?$select=connectorid,name,displayname&$filter={Any("connectorid", connectors)}"],
                .. variables.Count == 0 ? Enumerable.Empty<string>() : [$"environmentvariabledefinitions?$select=environmentvariabledefinitionid,schemaname,displayname&$filter={Any("environmentvariabledefinitionid", variables)}"],
                .. references.Count == 0 ? Enumerable.Empty<string>() : [$"connectionreferences?$select=connectionreferenceid,connectionreferencelogicalname,connectionreferencedisplayname&$filter={Any("connectionreferenceid", references)}"],
            ],
            "reading what else the solution has",
            cancellationToken).ConfigureAwait(false);
        var solutionId = Id(solution!["solutionid"]);
        var holders = Rows(answers[0].Body?["value"])
            .Where(c => c["solutionid"] is JsonObject other && (bool?)other["ismanaged"] == true && Id(other["solutionid"]) != solutionId)
            .ToLookup(c => Id(c["objectid"]), c => (string?)c["solutionid"]!["uniquename"] ?? "");
        var names = package.Connectors.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. answers.Skip(1).SelectMany(a => Rows(a.Body?["value"])).Select(ToComponent)
                .Where(c => c.Kind != OmittedKind.Connector || !names.Contains(c.Name))
                .OrderBy(c => c.Kind)
                .ThenBy(c => c.Name, StringComparer.Ordinal),
        ];

        OmittedComponent ToComponent(JsonObject row)
        {
            var (kind, id, name, text) = row.ContainsKey("connectorid") ? (OmittedKind.Connector, "connectorid", "name", "displayname")
                : row.ContainsKey("schemaname") ? (OmittedKind.Variable, "environmentvariabledefinitionid", "schemaname", "displayname")
                : (OmittedKind.Reference, "connectionreferenceid", "connectionreferencelogicalname", "connectionreferencedisplayname");
            return new OmittedComponent(kind, (string?)row[name] ?? "", (string?)row[text] ?? "", holders[Id(row[id])].Order(StringComparer.Ordinal).FirstOrDefault());
        }
    }

    private static bool IsConnector(int type) => type is 371 or 372;

    private static string Any(string column, List<(Guid Id, int Type)> components) => string.Join(" or ", components.Select(c => $"{column} eq {c.Id}"));

    private static IEnumerable<JsonObject> Rows(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static Guid Id(JsonNode? value) => Guid.TryParse((string?)value, out var id) ? id : Guid.Empty;
}

/// <summary>What a component is.</summary>
public enum OmittedKind
{
    /// <summary>A connector.</summary>
    Connector,

    /// <summary>A connection reference.</summary>
    Reference,

    /// <summary>The definition of an environment variable, with its value.</summary>
    Variable,
}

/// <summary>Something that the solution has in the environment, and the package not.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The row's immutable name.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="OtherSolution">Unique name of another managed solution that has it, so that it outlives an upgrade of this one; null when none has.</param>
public sealed record OmittedComponent(OmittedKind Kind, string Name, string DisplayName, string? OtherSolution);
