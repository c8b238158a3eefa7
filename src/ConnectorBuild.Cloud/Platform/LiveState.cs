using System.Collections.Immutable;

namespace ConnectorBuild.Cloud.Platform;

/// <summary>What makers get of a connector, compared with its row.</summary>
/// <param name="Kind">Whether makers have what the row says.</param>
/// <param name="Text">The same for people, without a full stop.</param>
public sealed record LiveState(LiveKind Kind, string Text)
{
    /// <summary>What was compared beside the time of the take-over.</summary>
    public ImmutableArray<string> Compared { get; init; } = [];

    /// <summary>Where makers have something else than what was saved.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>How long was waited for it; null where nobody waited.</summary>
    public TimeSpan? After { get; init; }
}

/// <summary>Whether makers have what was sent.</summary>
public enum LiveKind
{
    /// <summary>The platform took the connector over after its row was written.</summary>
    Live,

    /// <summary>The platform has a former state, or nothing.</summary>
    Behind,

    /// <summary>The platform's view cannot be read by this identity.</summary>
    Hidden,
}
