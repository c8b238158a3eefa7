using System.Collections.Concurrent;

namespace ConnectorBuild.LocalCloud;

/// <summary>The requests that were answered. Safe to use at any time.</summary>
public sealed class RequestLog
{
    private readonly int limit;
    private ConcurrentQueue<RequestRecord> records = new();

    internal RequestLog(int limit) => this.limit = limit;

    /// <summary>The requests so far, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Records => [.. records];

    /// <summary>Forgets all.</summary>
    public void Clear() => records = new ConcurrentQueue<RequestRecord>();

    internal void Add(RequestRecord record)
    {
        records.Enqueue(record);
        while (records.Count > limit)
        {
            records.TryDequeue(out _);
        }
    }
}
