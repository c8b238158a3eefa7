namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>A connector as it was last saved.</summary>
public sealed record DeployedConnector
{
    /// <summary>The row's id.</summary>
    public required string Id { get; init; }

    /// <summary>What makers see.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The definition with the values of environment variables, Swagger 2.0 as JSON.</summary>
    public required string Definition { get; init; }

    /// <summary>The connection parameters of all parameter sets that are secrets.</summary>
    public required IReadOnlyList<string> SecretParameters { get; init; }
}
