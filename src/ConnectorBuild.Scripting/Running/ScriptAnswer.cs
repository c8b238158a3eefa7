namespace ConnectorBuild.Scripting.Running;

/// <summary>What became of a call. One line of JSON.</summary>
public sealed record ScriptAnswer
{
    /// <summary>Why there is no answer of the script's; null if there is one.</summary>
    public ScriptFailure? Failure { get; init; }

    /// <summary>The status; 0 with a failure.</summary>
    public int Status { get; init; }

    /// <summary>The reason phrase; null for the status's own.</summary>
    public string? Reason { get; init; }

    /// <summary>Headers of answer and content, a name as often as it has values.</summary>
    public IReadOnlyList<ScriptHeader> Headers { get; init; } = [];

    /// <summary>The body; null without one.</summary>
    public byte[]? Body { get; init; }

    /// <summary>What the script logged, in order.</summary>
    public IReadOnlyList<ScriptLogLine> Logs { get; init; } = [];

    /// <summary>What the script sent, in order.</summary>
    public IReadOnlyList<ScriptSent> Sent { get; init; } = [];
}

/// <summary>A line that a script logged.</summary>
/// <param name="Level">Trace, Debug, Information, Warning, Error or Critical.</param>
/// <param name="Message">The text, an exception's included.</param>
public sealed record ScriptLogLine(string Level, string Message);

/// <summary>A request that a script sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The URL.</param>
public sealed record ScriptSent(string Method, string Url);

/// <summary>Why a script gave no answer.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="Detail">The exception with its stack, places in the script included; null for none.</param>
public sealed record ScriptFailure(ScriptFailureKind Kind, string Message, string? Detail = null);

/// <summary>Kinds of failures.</summary>
public enum ScriptFailureKind
{
    /// <summary>The script threw.</summary>
    Exception,

    /// <summary>The script has used up its time.</summary>
    TimeLimit,

    /// <summary>The script sent a request to a host that is not allowed. The message names the host.</summary>
    HostNotAllowed,

    /// <summary>The assembly cannot be loaded, or has no script in it.</summary>
    NotAScript,

    /// <summary>The process ended: out of memory, a stack overflow, or the script ended it.</summary>
    ProcessEnded,
}
