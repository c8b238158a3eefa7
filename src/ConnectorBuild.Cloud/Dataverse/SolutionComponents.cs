using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>What a solution has in its environment beside what a package has, and an upgrade of it that somebody staged.</summary>
internal sealed class SolutionComponents(DataverseClient client)
{
    private const string Components = "solution_solutioncomponent";

    // The ids of one condition; an address has a largest length.
    public const int MaxIds = 50;

    /// <summary>What reading a solution must expand, so that the usual case needs no request of its own.</summary>
    public const string Expansion = $"{Components}($select=objectid,componenttype)";

    /// <summary>
    /// What the package does not have of the solution that it is imported over: its connectors, and where it would be upgraded
    /// everything; and the upgrade that was staged. Only what is found costs requests.
    /// </summary>
    /// <param name="solution">The row, read with <see cref="Expansion"/>; null when there is none.</param>
    /// <param name="holding">The holding solution's row, read in the same way; null when no upgrade is staged.</param>
    /// <param name="package">The package.</param>
    /// <param name="known">The ids of the package's variables and connection references in the environment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorBuild.Diagnostics.ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<(IReadOnlyList<OmittedComponent> Omitted, StagedUpgrade? Staged)> ReadAsync(
        JsonObject? solution, JsonObject? holding, DesiredPackage package, IEnumerable<Guid> known, CancellationToken cancellationToken)
    {
        var target = holding ?? solution;
        var isUpgrade = package.IsManaged
            && (bool?)target?["ismanaged"] == true
            && Version.TryParse((string?)target["version"], out var installed)
            && installed < package.Version;
        var kept = new PackagedComponents(package, known);
        var omitted = Of(target).Where(c => !kept.Has(c.Id, c.Type) && (isUpgrade || ComponentTypes.IsConnector(c.Type))).ToList();
        var promoted = Of(holding).Select(c => c.Id).ToHashSet();
        var deleted = holding is null ? [] : Of(solution).Where(c => !promoted.Contains(c.Id)).ToList();
        var found = await NameAsync(
            [.. omitted.Concat(deleted).Distinct().OrderBy(c => c.Id)], solution, holding, cancellationToken).ConfigureAwait(false);
        return (
            Sorted(omitted.Select(c => found[c.Id]).Where(c => !kept.HasNamed(c.Component, c.Type))),
            holding is null ? null : new StagedUpgrade(ObservedRows.Solution(holding)!, Sorted(deleted.Select(c => found[c.Id]))));
    }

    private async Task<Dictionary<Guid, (OmittedComponent Component, int Type)>> NameAsync(
        List<(Guid Id, int Type)> components, JsonObject? solution, JsonObject? holding, CancellationToken cancellationToken)
    {
        if (components.Count == 0)
        {
            return [];
        }

        var connectors = components.FindAll(c => ComponentTypes.IsConnector(c.Type)).ConvertAll(c => c.Id);
        var variables = components.FindAll(c => c.Type == ComponentTypes.VariableNumber).ConvertAll(c => c.Id);
        var references = components.FindAll(c => c.Type > 10_000).ConvertAll(c => c.Id);
        var hasOthers = connectors.Count + variables.Count + references.Count < components.Count || references.Count > 0;
        List<string> summaries = hasOthers
            ? [.. new[] { solution, holding }.OfType<JsonObject>().Select(s =>
                "msdyn_solutioncomponentsummaries?$select=msdyn_objectid,msdyn_componenttype,msdyn_componentlogicalname,msdyn_name,msdyn_displayname,msdyn_schemaname&$filter=msdyn_solutionid "
                    + $"eq {Id(s["solutionid"])}")]
            : [];
        var answers = await client.ReadAsync(
            [
                .. Filters(
                    "solutioncomponents?$select=objectid&$expand=solutionid($select=solutionid,uniquename,ismanaged)&$filter=",
                    "objectid", components.ConvertAll(c => c.Id)),
                .. Filters("connectors?$select=connectorid,name,displayname&$filter=", "connectorid", connectors),
                .. Filters(
                    "environmentvariabledefinitions?$select=environmentvariabledefinitionid,schemaname,displayname&$filter=",
                    "environmentvariabledefinitionid", variables),
                .. Filters(
                    "connectionreferences?$select=connectionreferenceid,connectionreferencelogicalname,connectionreferencedisplayname&$filter=",
                    "connectionreferenceid", references),
                .. Filters(
                    "connectionreferences?$select=connectionreferenceid,connectionreferencelogicalname,connectionreferencedisplayname,_customconnectorid_value&$filter=",
                    "_customconnectorid_value", connectors),
                .. connectors.Select(id => $"RetrieveDependenciesForDelete(ObjectId={id},ComponentType={ComponentTypes.ConnectorNumber})"),
                .. summaries,
            ],
            "reading what else the solution has",
            cancellationToken,
            optional: summaries.Count).ConfigureAwait(false);
        var rows = answers.SelectMany(a => Rows(a.Body?["value"])).ToList();
        rows.AddRange(await ReadFlowsAsync(rows, cancellationToken).ConfigureAwait(false));
        var names = new ComponentNames(rows, [Id(solution?["solutionid"]), Id(holding?["solutionid"])]);
        return components.ToDictionary(c => c.Id, c => (names.Of(c.Id, c.Type), c.Type));
    }

    // The names of flows that need a connector; they may be in any solution.
    private async Task<IEnumerable<JsonObject>> ReadFlowsAsync(List<JsonObject> rows, CancellationToken cancellationToken)
    {
        var flows = rows.Where(r => (int?)r["dependentcomponenttype"] == ComponentTypes.FlowNumber)
            .Select(r => Id(r["dependentcomponentobjectid"])).Distinct().ToList();
        if (flows.Count == 0)
        {
            return [];
        }

        List<string> queries = [.. Filters("workflows?$select=workflowid,name&$filter=", "workflowid", flows)];
        var answers = await client.ReadAsync(
            queries, "reading the flows that need a connector", cancellationToken, optional: queries.Count).ConfigureAwait(false);
        return answers.SelectMany(a => Rows(a.Body?["value"]));
    }

    private static IEnumerable<string> Filters(string query, string column, List<Guid> ids) =>
        ids.Chunk(MaxIds).Select(chunk => query + string.Join(" or ", chunk.Select(id => $"{column} eq {id}")));

    private static IReadOnlyList<OmittedComponent> Sorted(IEnumerable<(OmittedComponent Component, int Type)> components) =>
    [
        .. components.Select(c => c.Component)
            .OrderByDescending(c => c.IsConnector)
            .ThenBy(c => c.Type, StringComparer.Ordinal)
            .ThenBy(c => c.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<(Guid Id, int Type)> Of(JsonObject? solution) => Rows(solution?[Components])
        .Select(c => (Id: Id(c["objectid"]), Type: (int?)c["componenttype"] ?? 0))
        .Where(c => c.Type != ComponentTypes.VariableValueNumber)
        .Distinct();

    private static IEnumerable<JsonObject> Rows(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static Guid Id(JsonNode? value) => Guid.TryParse((string?)value, out var id) ? id : Guid.Empty;
}
