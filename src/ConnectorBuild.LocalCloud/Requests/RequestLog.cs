using System.Collections.Concurrent;

namespace ConnectorBuild.LocalCloud.Requests;

/// <summary>The requests that were answered. Safe to use at any time.</summary>
public sealed class RequestLog
{
    private readonly int _limit;
    private ConcurrentQueue<RequestRecord> _records = new();

    internal RequestLog(int limit) => _limit = limit;

    /// <summary>The requests so far, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Records => [.. _records];

    /// <summary>Forgets all.</summary>
    public void Clear() => _records = new ConcurrentQueue<RequestRecord>();

    internal void Add(RequestRecord record)
    {
        _records.Enqueue(record);
        while (_records.Count > _limit)
        {
            _records.TryDequeue(out _);
        }
    }
}
