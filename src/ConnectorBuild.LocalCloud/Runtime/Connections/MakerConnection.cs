namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>A connection as people see it: no value of a parameter is in it.</summary>
public sealed record MakerConnection
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The connector's row id.</summary>
    public required string ConnectorId { get; init; }

    /// <summary>What makers see of the connector.</summary>
    public required string Connector { get; init; }

    /// <summary>The address under which its operations are called, without a final slash.</summary>
    public required string Url { get; init; }

    /// <summary><c>oauth2</c>, <c>apiKey</c>, <c>basic</c> or <c>none</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The parameter set; null without sets.</summary>
    public string? ParameterSet { get; init; }

    /// <summary>The names of the parameters that have values.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary><c>Connected</c>, or <c>Unauthenticated</c> where the backend has refused its credential.</summary>
    public required string Status { get; init; }

    /// <summary>When it was made, on the cloud's clock.</summary>
    public required DateTimeOffset CreatedOn { get; init; }
}
