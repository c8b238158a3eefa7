namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>What a maker fills in to make a connection.</summary>
public sealed record ConnectionRequest
{
    /// <summary>The parameter set; null for the connector's only one, or its first.</summary>
    public string? ParameterSet { get; init; }

    /// <summary>Values by the parameters' names.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();

    /// <summary>Whose connection it is, by name; null for the maker.</summary>
    public string? User { get; init; }

    /// <summary>Whether an existing connection will do.</summary>
    public bool Reuse { get; init; }
}

/// <summary>What came of making a connection.</summary>
public sealed record ConnectionAnswer
{
    /// <summary>The connection; null where it was not made.</summary>
    public MakerConnection? Connection { get; init; }

    /// <summary>Why it was not made; null where it was.</summary>
    public ConnectionProblem? Problem { get; init; }

    /// <summary>The same in words.</summary>
    public string? Message { get; init; }

    /// <summary>A token of the maker for the gateway, audience <c>https://apihub.azure.com</c>.</summary>
    public string? Token { get; init; }
}

/// <summary>Why a connection was not made.</summary>
public enum ConnectionProblem
{
    /// <summary>There is no such connector.</summary>
    UnknownConnector,

    /// <summary>A parameter or a parameter set that the connector does not have.</summary>
    UnknownName,

    /// <summary>A user that the tenant does not have.</summary>
    UnknownUser,

    /// <summary>A parameter has no value.</summary>
    MissingValue,

    /// <summary>The sign-in was refused.</summary>
    SignInRefused,
}
