using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>A connector as it is in an environment, with all that can be read of it; its secret cannot.</summary>
/// <param name="Row">The row.</param>
/// <param name="InternalId">The platform's own id, <c>shared_…</c>; null until it is assigned.</param>
/// <param name="IsManaged">Whether a managed solution brought it.</param>
public sealed record LiveConnector(ConnectorRow Row, string? InternalId, bool IsManaged)
{
    /// <summary>The solutions of makers that it is in; not the default one, in which everything is.</summary>
    public IReadOnlyList<LiveSolution> Solutions { get; init; } = [];

    /// <summary>The definitions of the environment variables that it refers to.</summary>
    public IReadOnlyList<EnvironmentVariable> EnvironmentVariables { get; init; } = [];

    /// <summary>
    /// What holds in the environment, by schema name: the variable's value, else its default; without those that have neither, and
    /// without those of type secret.
    /// </summary>
    public IReadOnlyDictionary<string, string> VariableValues { get; init; } = new Dictionary<string, string>();
}

/// <summary>A solution that a connector is in.</summary>
/// <param name="UniqueName">Its unique name.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsManaged">Whether it is managed.</param>
/// <param name="PublisherName">Unique name of its publisher.</param>
/// <param name="PublisherPrefix">The publisher's customization prefix.</param>
public sealed record LiveSolution(string UniqueName, string DisplayName, string Version, bool IsManaged, string PublisherName, string PublisherPrefix)
{
    /// <summary>Its description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>What its publisher says beside its names.</summary>
    public PublisherDetails PublisherDetails { get; init; } = new();
}
