namespace ConnectorBuild.LocalCloud.Scripts;

/// <summary>
/// Compiles and runs the scripts of connectors, in a process of its own. Who hosts the local cloud brings it: the local cloud itself
/// never loads a script, and knows no compiler.
/// </summary>
public interface IScriptHost
{
    /// <summary>Runs a script.</summary>
    /// <param name="run">The script and the call.</param>
    /// <param name="cancellationToken">The client has gone away.</param>
    /// <returns>The script's answer, or why there is none.</returns>
    Task<ScriptOutcome> RunAsync(ScriptRun run, CancellationToken cancellationToken);
}
