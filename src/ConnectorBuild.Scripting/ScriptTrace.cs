namespace ConnectorBuild.Scripting;

/// <summary>What a script logged and sent, readable while it runs and after it failed.</summary>
internal sealed class ScriptTrace
{
    private readonly List<ScriptLogEntry> _logs = [];
    private readonly List<SentRequest> _requests = [];
    private readonly Lock _gate = new();

    public IReadOnlyList<ScriptLogEntry> Logs
    {
        get
        {
            lock (_gate)
            {
                return [.. _logs];
            }
        }
    }

    public IReadOnlyList<SentRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public void Add(ScriptLogEntry entry)
    {
        lock (_gate)
        {
            _logs.Add(entry);
        }
    }

    public void Add(SentRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }
    }
}
