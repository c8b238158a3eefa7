using System.Net;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>
/// Reads what needs a connector: connection references, and the dependency rows of flows, apps and agents, with their names. Which tables
/// an agent's dependency rows name is INFERRED.
/// </summary>
internal sealed class DependentReader(DataverseClient client)
{
    private const string Names = "reading the names of what needs the connector";

    private static readonly IReadOnlyList<NamedTable> Tables =
    [
        new("workflows", "workflowid", "name", ComponentTypes.Name(ComponentTypes.FlowNumber)) { Number = ComponentTypes.FlowNumber },
        new("canvasapps", "canvasappid", "displayname", ComponentTypes.Name(300)) { Number = 300 },
        new("bots", "botid", "name", Dependent.Agent),
        new("botcomponents", "botcomponentid", "name", Dependent.Agent) { Owner = "parentbotid" },
    ];

    /// <summary>What needs a connector.</summary>
    /// <param name="connector">The row.</param>
    /// <param name="isRequired">Whether a refusal ends the run; otherwise the answer says that it is not whole.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorBuild.Diagnostics.ConnectorException">CB8xxx, CB9005.</exception>
    public async Task<ConnectorDependents> ReadAsync(ConnectorState connector, bool isRequired, CancellationToken cancellationToken)
    {
        // A reference that names the connector by its API id need not have the lookup, and the platform does not count it as a dependency then.
        var byApiId = connector.InternalId is { } id ? $" or connectorid eq {DataverseText.Quote(ConnectorApiId.Create(id))}" : "";
        string[] queries =
        [
            "connectionreferences?$select=connectionreferenceid,connectionreferencelogicalname,connectionreferencedisplayname&$filter=_customconnectorid_value "
                + $"eq {connector.Id}{byApiId}",
            $"RetrieveDependenciesForDelete(ObjectId={connector.Id},ComponentType={ComponentTypes.ConnectorNumber})",
        ];
        var answers = await client.ReadAsync(
            queries, "reading what depends on the connector", cancellationToken, isRequired ? 0 : queries.Length).ConfigureAwait(false);
        var references = ObservedRows.Of(answers[0])
            .Select(r => new Dependent(
                ComponentTypes.Reference, (string?)r["connectionreferencelogicalname"] ?? "", ObservedRows.Id(r, "connectionreferenceid")))
            .ToList();
        var others = ObservedRows.Of(answers[1])
            .Select(d => (Id: ObservedRows.Id(d, "dependentcomponentobjectid"), Type: (int?)d["dependentcomponenttype"] ?? 0))
            .Where(d => references.TrueForAll(r => r.Id != d.Id))
            .Distinct()
            .ToList();
        var named = others.Count == 0 ? [] : await NameAsync(others, cancellationToken).ConfigureAwait(false);
        return new ConnectorDependents(
            [.. references.Concat(named).OrderBy(d => d.Type, StringComparer.Ordinal).ThenBy(d => d.Name, StringComparer.Ordinal)],
            answers.All(a => a.Status is HttpStatusCode.OK or HttpStatusCode.NotFound));
    }

    // Names are a service to people: what cannot be read has its id.
    private async Task<IEnumerable<Dependent>> NameAsync(List<(Guid Id, int Type)> others, CancellationToken cancellationToken)
    {
        var queries = Tables
            .Select(table => (Table: table, Ids: others.FindAll(o => table.MayHave(o.Type)).ConvertAll(o => o.Id)))
            .Where(q => q.Ids.Count > 0)
            .SelectMany(q => q.Ids.Chunk(SolutionComponents.MaxIds).Select(ids => (q.Table, Query: q.Table.Query(ids))))
            .ToList();
        var answers = queries.Count == 0
            ? []
            : await client.ReadAsync([.. queries.Select(q => q.Query)], Names, cancellationToken, queries.Count).ConfigureAwait(false);
        var found = new Dictionary<Guid, Dependent>();
        foreach (var (table, row) in queries.Zip(answers, (q, a) => (q.Table, Answer: a)).SelectMany(a => ObservedRows.Of(a.Answer).Select(r => (a.Table, r))))
        {
            var id = ObservedRows.Id(row, table.Key);
            found[id] = new Dependent(table.Type, table.NameOf(row) ?? id.ToString(), id);
        }

        // A part of an agent stands for the agent.
        return others
            .Select(o => found.GetValueOrDefault(o.Id) ?? new Dependent(ComponentTypes.Name(o.Type), o.Id.ToString(), o.Id))
            .DistinctBy(d => (d.Type, d.Name));
    }

    private sealed record NamedTable(string Set, string Key, string Column, string Type)
    {
        // Tables that only some environments have get their component type's number in each environment, above 10,000.
        private const int FirstOwnNumber = 10_001;

        /// <summary>The component type; null for one that each environment numbers itself.</summary>
        public int? Number { get; init; }

        /// <summary>The lookup of what the row is a part of; null for none.</summary>
        public string? Owner { get; init; }

        public bool MayHave(int type) => Number is { } number ? number == type : type >= FirstOwnNumber;

        public string Query(IEnumerable<Guid> ids) =>
            $"{Set}?$select={Key},{Column}{(Owner is null ? "" : $"&$expand={Owner}($select=name)")}&$filter="
                + string.Join(" or ", ids.Select(id => $"{Key} eq {id}"));

        public string? NameOf(JsonObject row) => (string?)(Owner is null ? null : row[Owner]?["name"]) ?? (string?)row[Column];
    }
}
