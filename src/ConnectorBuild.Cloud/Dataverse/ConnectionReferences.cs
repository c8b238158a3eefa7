using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Connection references of an environment: which connection flows and apps find under a name.</summary>
public sealed class ConnectionReferences
{
    private readonly DataverseClient _client;

    internal ConnectionReferences(DataverseClient client) => _client = client;

    /// <summary>The path that reads the references of a solution, for a batch.</summary>
    internal static string Query(SolutionManifest solution) =>
        $"connectionreferences?$select=connectionreferenceid,connectionreferencelogicalname,connectionreferencedisplayname,description,connectorid,_customconnectorid_value,connectionid&$filter={string.Join(" or ", solution.ConnectionReferences.Select(r => $"connectionreferencelogicalname eq {DataverseText.Quote(r.LogicalName)}"))}";

    /// <summary>What <see cref="Query"/> found, by the logical name that the solution gives it.</summary>
    internal static IReadOnlyDictionary<string, ConnectionReferenceState> Read(DataverseResponse answer, SolutionManifest solution)
    {
        var rows = (answer.Body?["value"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return solution.ConnectionReferences
            .Select(
                r => (r.LogicalName, Row: rows.Find(
                    row => r.LogicalName.Equals((string?)row["connectionreferencelogicalname"], StringComparison.OrdinalIgnoreCase))))
            .Where(r => r.Row is not null)
            .ToDictionary(r => r.LogicalName, r => ToState(r.Row!), StringComparer.Ordinal);
    }

    /// <summary>Gives a reference its connection.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public Task SetConnectionAsync(ConnectionReferenceState reference, string connectionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return _client.UpdateAsync(
            $"connectionreferences({reference.Id})", new JsonObject { ["connectionid"] = connectionId }, "*", solution: null, "setting the connection of a connection reference", cancellationToken);
    }

    private static ConnectionReferenceState ToState(JsonObject row) =>
        new(Guid.TryParse((string?)row["connectionreferenceid"], out var own) ? own : Guid.Empty, (string?)row["connectionid"])
    {
        ConnectorId = (string?)row["connectorid"],
        CustomConnectorRowId = Guid.TryParse((string?)row["_customconnectorid_value"], out var id) ? id : null,
        DisplayName = (string?)row["connectionreferencedisplayname"],
        Description = (string?)row["description"],
    };
}

/// <summary>A <c>connectionreference</c> row.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="ConnectionId">The id of its connection; null while it has none.</param>
public sealed record ConnectionReferenceState(Guid Id, string? ConnectionId)
{
    /// <summary>The API id of its connector.</summary>
    public string? ConnectorId { get; init; }

    /// <summary>The row id of its custom connector; null for a standard one.</summary>
    public Guid? CustomConnectorRowId { get; init; }

    /// <summary>What makers see.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the connection is for.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// How it differs from what a package brings, in words. The API id of a custom connector is another one in every environment, so such
    /// a reference is compared by the connector's row, or not at all.
    /// </summary>
    /// <param name="wanted">The package's reference.</param>
    /// <param name="withTexts">Whether what makers see counts, too.</param>
    public IEnumerable<string> Differences(ConnectionReference wanted, bool withTexts)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.CustomConnectorRowId is { } row ? row != CustomConnectorRowId : !ConnectorApiId.IsCustom(wanted.ConnectorId)
            && !string.Equals(wanted.ConnectorId, ConnectorId, StringComparison.OrdinalIgnoreCase))
        {
            yield return wanted.CustomConnectorRowId is { } id
                ? $"connector {CustomConnectorRowId?.ToString() ?? ConnectorId} -> {id}"
                : $"connector '{ConnectorId}' -> '{wanted.ConnectorId}'";
        }

        if (withTexts && DisplayName is { } name && name != wanted.DisplayName)
        {
            yield return $"display name '{name}' -> '{wanted.DisplayName}'";
        }

        if (withTexts && wanted.Description is { } description && description != Description)
        {
            yield return "description changes";
        }
    }
}
