using System.Text.Json.Nodes;
using ConnectorBuild.Packaging;

namespace ConnectorBuild.Dataverse;

/// <summary>Connection references of an environment: which connection flows and apps find under a name.</summary>
public sealed class ConnectionReferences
{
    private readonly DataverseClient _client;

    internal ConnectionReferences(DataverseClient client) => _client = client;

    /// <summary>The path that reads the references of a solution, for a batch.</summary>
    internal static string Query(SolutionManifest solution) =>
        $"connectionreferences?$select=connectionreferenceid,connectionreferencelogicalname,connectionid&$filter={string.Join(" or ", solution.ConnectionReferences.Select(r => $"connectionreferencelogicalname eq {DataverseText.Quote(r.LogicalName)}"))}";

    /// <summary>What <see cref="Query"/> found, by the logical name that the solution gives it.</summary>
    internal static IReadOnlyDictionary<string, ConnectionReferenceState> Read(DataverseResponse answer, SolutionManifest solution)
    {
        var rows = (answer.Body?["value"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return solution.ConnectionReferences
            .Select(r => (r.LogicalName, Row: rows.Find(row => r.LogicalName.Equals((string?)row["connectionreferencelogicalname"], StringComparison.OrdinalIgnoreCase))))
            .Where(r => r.Row is not null)
            .ToDictionary(r => r.LogicalName, r => new ConnectionReferenceState(Guid.Parse((string)r.Row!["connectionreferenceid"]!), (string?)r.Row["connectionid"]), StringComparer.Ordinal);
    }

    /// <summary>Gives a reference its connection.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public Task SetConnectionAsync(ConnectionReferenceState reference, string connectionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return _client.UpdateAsync(
            $"connectionreferences({reference.Id})", new JsonObject { ["connectionid"] = connectionId }, "*", solution: null, "setting the connection of a connection reference", cancellationToken);
    }
}

/// <summary>A <c>connectionreference</c> row.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="ConnectionId">The id of its connection; null while it has none.</param>
public sealed record ConnectionReferenceState(Guid Id, string? ConnectionId);
