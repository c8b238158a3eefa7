using System.Globalization;

namespace ConnectorBuild.Scripting;

/// <summary>A script has used up its time. The platform answers the caller with status 500.</summary>
public sealed class ScriptTimeLimitException : TimeoutException
{
    internal ScriptTimeLimitException(TimeSpan limit, IReadOnlyList<ScriptLogEntry> logs, IReadOnlyList<SentRequest> requests, Exception inner)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The script has not answered within {limit.TotalSeconds:0.###} s. Pass this.CancellationToken to what the script "
                    + $"awaits, or do less in one call."),
            inner)
    {
        (Logs, Requests) = (logs, requests);
    }

    /// <summary>What the script had logged by then.</summary>
    public IReadOnlyList<ScriptLogEntry> Logs { get; }

    /// <summary>What the script had sent by then.</summary>
    public IReadOnlyList<SentRequest> Requests { get; }
}
