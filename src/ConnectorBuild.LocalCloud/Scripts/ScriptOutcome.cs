namespace ConnectorBuild.LocalCloud.Scripts;

/// <summary>What came of running a script.</summary>
public sealed record ScriptOutcome
{
    /// <summary>Why there is no answer; null if there is one.</summary>
    public ScriptProblem? Problem { get; init; }

    /// <summary>What happened, in a sentence; null with an answer.</summary>
    public string? Message { get; init; }

    /// <summary>The exception with its place in the script; null without one.</summary>
    public string? Detail { get; init; }

    /// <summary>The answer's status.</summary>
    public int Status { get; init; }

    /// <summary>The answer's header fields in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The answer's body.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>What the script logged.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>What the script sent: method and address.</summary>
    public IReadOnlyList<string> Sent { get; init; } = [];
}

/// <summary>Why a script gave no answer.</summary>
public enum ScriptProblem
{
    /// <summary>The compiler refuses it.</summary>
    NotCompiled,

    /// <summary>It threw, or ended its process.</summary>
    Failed,

    /// <summary>Its time was up.</summary>
    TimeLimit,

    /// <summary>It called a host that is not allowed.</summary>
    HostNotAllowed,
}
