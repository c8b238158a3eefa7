namespace ConnectorBuild.Scripting;

/// <summary>What a script did with a call.</summary>
/// <param name="Response">The answer to the caller.</param>
/// <param name="Logs">What the script logged, in order.</param>
/// <param name="Requests">What the script sent, in order, as it was when it was sent.</param>
public sealed record ScriptResult(HttpResponseMessage Response, IReadOnlyList<ScriptLogEntry> Logs, IReadOnlyList<SentRequest> Requests) : IDisposable
{
    /// <summary>The answer's body as text; empty without one.</summary>
    public Task<string> ReadAsStringAsync(CancellationToken cancellationToken = default) => Response.Content.ReadAsStringAsync(cancellationToken);

    /// <summary>Disposes the answer.</summary>
    public void Dispose() => Response.Dispose();
}
