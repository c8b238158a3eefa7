namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>What happened between a client's call and its answer. No secret is in it.</summary>
public sealed record CallTrace
{
    /// <summary>The call's id, which its answer carries in <c>x-ms-tracking-id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The operation's id.</summary>
    public required string OperationId { get; init; }

    /// <summary>The status that the client got.</summary>
    public int Status { get; init; }

    /// <summary>The kind of credential: <c>oauth2</c>, <c>apiKey</c>, <c>basic</c>, <c>none</c>.</summary>
    public required string Credential { get; init; }

    /// <summary>The titles of the policies that were applied, in order.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Whether the script ran.</summary>
    public bool RanScript { get; init; }

    /// <summary>What the script logged.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>What was sent to the backend, in order.</summary>
    public IReadOnlyList<SentCall> Sent { get; init; } = [];

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why the call failed in the gateway; null where it did not.</summary>
    public CallFinding? Finding { get; init; }
}

/// <summary>A request to the backend.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address.</param>
/// <param name="Headers">Header fields, secrets as <c>***</c>.</param>
/// <param name="Status">The answer's status; 0 without an answer, or where the script sent the request.</param>
public sealed record SentCall(string Method, string Url, IReadOnlyList<string> Headers, int Status);

/// <summary>Why a call failed in the gateway.</summary>
/// <param name="Code">A code of the range CB96xx.</param>
/// <param name="Message">What happened and what to do.</param>
public sealed record CallFinding(string Code, string Message);
