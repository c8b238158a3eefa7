namespace ConnectorBuild.Connectors;

/// <summary>A connection reference: the place where flows and apps find the connection that an environment gives them.</summary>
/// <param name="LogicalName">Publisher prefix, underscore, name.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="ConnectorId">The API id, <c>/providers/Microsoft.PowerApps/apis/{internal id}</c>. A custom connector's internal id is that of one
/// environment; the target finds its own by <see cref="CustomConnectorRowId"/> (INFERRED).</param>
public sealed record ConnectionReference(string LogicalName, string DisplayName, string ConnectorId)
{
    /// <summary>The row id of the custom connector, the same in every environment; null for a standard connector.</summary>
    public Guid? CustomConnectorRowId { get; init; }

    /// <summary>What the connection is for, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a managed solution's target may change the reference.</summary>
    public bool IsCustomizable { get; init; } = true;
}
