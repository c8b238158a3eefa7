using ConnectorBuild.LocalCloud.Diagnostics;

namespace ConnectorBuild.LocalCloud.Endpoints;

/// <summary>Another process hosts a local cloud on the same state file. Attach to it through <see cref="Endpoints"/>.</summary>
public sealed class LocalCloudRunningException : Exception
{
    internal LocalCloudRunningException(string stateFile, LocalCloudEndpoints? endpoints, Exception innerException)
        : base($"{LocalCloudErrors.AlreadyRunning.Id}: Another process{(endpoints is null ? "" : $" ({endpoints.ProcessId})")} runs "
            + $"the local cloud on '{stateFile}'. "
            + "Use that one, stop it, or name another state file.", innerException)
    {
        StateFile = stateFile;
        Endpoints = endpoints;
    }

    /// <summary>The state file's full path.</summary>
    public string StateFile { get; }

    /// <summary>How to reach the running one; null while it is still starting or already stopping.</summary>
    public LocalCloudEndpoints? Endpoints { get; }
}
