namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>Why a backend gave no answer that can be passed on.</summary>
internal enum BackendFailure
{
    /// <summary>The host is not allowed, and nothing was sent.</summary>
    HostNotAllowed,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>More than the platform takes.</summary>
    TooLarge,
}

/// <summary>A backend gave no answer that can be passed on.</summary>
internal sealed class BackendFailureException(BackendFailure failure, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public BackendFailure Failure { get; } = failure;
}
