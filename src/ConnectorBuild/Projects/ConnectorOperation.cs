namespace ConnectorBuild.Projects;

/// <summary>
/// A <c>ConnectorOperation</c> item: which operations of an OpenAPI 3 document become the connector's. All that is given must match.
/// </summary>
/// <param name="Name">The item's name, which means nothing.</param>
/// <param name="IsKeep">Whether it keeps what it matches (<c>Action</c> <c>Keep</c>, the default) or drops it.</param>
public sealed record ConnectorOperation(string Name, bool IsKeep)
{
    /// <summary>Patterns of the path, separated by semicolons; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>Patterns of the method, separated by semicolons; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Patterns of tags, separated by semicolons; null for any.</summary>
    public string? Tag { get; init; }

    /// <summary>Patterns of the operationId, separated by semicolons; null for any.</summary>
    public string? OperationId { get; init; }
}
