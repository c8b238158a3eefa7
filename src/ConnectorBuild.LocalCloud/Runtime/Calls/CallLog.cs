using System.Collections.Concurrent;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>The last calls. Older ones are forgotten, so that memory does not grow with the number of calls.</summary>
internal sealed class CallLog
{
    private const int Most = 100;

    private readonly ConcurrentQueue<CallRecord> _records = new();

    public void Add(CallRecord record)
    {
        _records.Enqueue(record);
        while (_records.Count > Most)
        {
            _records.TryDequeue(out _);
        }
    }

    /// <summary>A call by its id; null where it was forgotten.</summary>
    public CallTrace? Find(string id) => _records.FirstOrDefault(r => r.Id == id)?.ToTrace();

    /// <summary>A text that belongs to a call, with the call's secrets as <c>***</c>; null where the call was forgotten.</summary>
    public string? Mask(string id, string text) => _records.FirstOrDefault(r => r.Id == id)?.Mask(text);
}
