namespace ConnectorBuild.LocalCloud.Requests;

/// <summary>One request that the local cloud has answered.</summary>
/// <param name="Time">When it came, on the cloud's clock.</param>
/// <param name="Service"><c>Entra</c>, <c>Graph</c> or <c>Dataverse</c>.</param>
/// <param name="Environment">The Dataverse environment, or null.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query as sent.</param>
/// <param name="Status">The status; 0 where a fault cut the connection.</param>
/// <param name="Duration">How long it took, by the system's clock.</param>
/// <param name="Parts">The requests of a batch.</param>
public sealed record RequestRecord(
    DateTimeOffset Time,
    string Service,
    string? Environment,
    string Method,
    string Path,
    int Status,
    TimeSpan Duration,
    IReadOnlyList<RequestPart> Parts)
{
    /// <summary>Whether it, or a request in its batch, can change something. Asking for a token changes nothing.</summary>
    public bool IsWrite => Parts.Count > 0
        ? Parts.Any(p => p.Method != "GET")
        : Method != "GET" && Service != "Entra";
}
