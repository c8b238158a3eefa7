using System.Collections.Concurrent;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>Counts the requests of each connection in windows of a minute of the cloud's clock.</summary>
internal sealed class RateLimit(LocalRuntimeOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts a request.</summary>
    /// <returns>Null, or the seconds after which the connection may ask again.</returns>
    public int? Count(string connection)
    {
        var window = _windows.GetOrAdd(connection, _ => new Window());
        var now = clock.GetUtcNow();
        lock (window)
        {
            if (now - window.Started >= TimeSpan.FromMinutes(1))
            {
                (window.Started, window.Requests) = (now, 0);
            }

            return ++window.Requests > options.RequestsPerMinute
                ? (int)Math.Ceiling((window.Started + TimeSpan.FromMinutes(1) - now).TotalSeconds)
                : null;
        }
    }

    private sealed class Window
    {
        public DateTimeOffset Started { get; set; }

        public int Requests { get; set; }
    }
}
