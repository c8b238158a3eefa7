namespace ConnectorBuild.LocalCloud.Scripts;

/// <summary>A script and a call for it.</summary>
public sealed record ScriptRun
{
    /// <summary>The text of <c>script.csx</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The operation's id, as the definition writes it.</summary>
    public required string OperationId { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The backend's address, as policies have made it.</summary>
    public required string Url { get; init; }

    /// <summary>The address that the client called.</summary>
    public required string OriginalUrl { get; init; }

    /// <summary>Header fields in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>How long the script may take.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>Whether the script sees the operation's id in base64.</summary>
    public bool OperationIdAsBase64 { get; init; }

    /// <summary>The call's correlation id.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The connection's parameters.</summary>
    public required IReadOnlyDictionary<string, string> ConnectionParameters { get; init; }

    /// <summary>The hosts besides this machine that the script may call.</summary>
    public required IReadOnlyList<string> AllowedHosts { get; init; }

    /// <summary>Where requests to a host go instead: host to address.</summary>
    public required IReadOnlyDictionary<string, string> Backends { get; init; }
}
