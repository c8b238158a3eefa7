using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>The kinds of directory objects.</summary>
internal enum DirectoryKind
{
    Application,
    ServicePrincipal,
    OAuth2PermissionGrant,
    FederatedIdentityCredential,
    DeletedApplication,
    DeletedServicePrincipal,
    User,
    Policy,
    AppRoleAssignment,
}

/// <summary>
/// A tenant's objects with their recent past: writes reach the primary at once, replicas later, so a reader may be shown an earlier state.
/// Stored objects are never changed in place, which makes every state a cheap snapshot.
/// </summary>
internal sealed class DirectoryStore
{
    private readonly Dictionary<(DirectoryKind Kind, string Id), List<(DateTimeOffset Written, JsonObject? Value)>> _objects = [];

    /// <summary>How often anything was written.</summary>
    public long Changes { get; private set; }

    /// <summary>How far the slowest replica can be behind; older states are forgotten.</summary>
    public TimeSpan Memory { get; set; }

    /// <summary>The objects as a replica that has seen everything up to a time shows them.</summary>
    public DirectoryView At(DateTimeOffset time) => new(this, time);

    /// <summary>The objects as the primary has them.</summary>
    public DirectoryView Current => new(this, DateTimeOffset.MaxValue);

    /// <summary>Writes an object, or deletes it (null).</summary>
    public void Put(DirectoryKind kind, string id, JsonObject? value, DateTimeOffset now)
    {
        if (!_objects.TryGetValue((kind, id), out var history))
        {
            _objects[(kind, id)] = history = [];
        }

        var forgotten = history.FindLastIndex(v => v.Written <= now - Memory);
        if (forgotten > 0)
        {
            history.RemoveRange(0, forgotten);
        }

        history.Add((now, value));
        Changes++;
    }

    /// <summary>One object as of a time; null where it does not exist.</summary>
    public JsonObject? Find(DirectoryKind kind, string id, DateTimeOffset time) =>
        _objects.TryGetValue((kind, id.ToLowerInvariant()), out var history) ? ValueAt(history, time) : null;

    /// <summary>All objects of a kind as of a time, oldest first.</summary>
    public IEnumerable<JsonObject> All(DirectoryKind kind, DateTimeOffset time) =>
        _objects.Where(o => o.Key.Kind == kind).Select(o => ValueAt(o.Value, time)).OfType<JsonObject>();

    /// <summary>Remembers everything, to return to it.</summary>
    public Action Snapshot()
    {
        var copy = _objects.ToDictionary(o => o.Key, o => o.Value.ToList());
        var changes = Changes;
        return () =>
        {
            Changes = changes;
            _objects.Clear();
            foreach (var (key, value) in copy)
            {
                _objects[key] = value;
            }
        };
    }

    private static JsonObject? ValueAt(List<(DateTimeOffset Written, JsonObject? Value)> history, DateTimeOffset time)
    {
        for (var i = history.Count - 1; i >= 0; i--)
        {
            if (history[i].Written <= time)
            {
                return history[i].Value;
            }
        }

        return null;
    }
}
