namespace ConnectorBuild.Tests.Matrix;

/// <summary>A kind of run: what is there before it, and what it does.</summary>
/// <param name="Name">Its name in the summary.</param>
/// <param name="Route">The route: <c>Direct</c>, <c>Unmanaged</c> or <c>Managed</c>.</param>
/// <param name="Work">What the run does.</param>
internal sealed record RunKind(string Name, string Route, RunWork Work)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RunKind> All { get; } =
    [
        new("first, Direct", "Direct", RunWork.First),
        new("first, unmanaged", "Unmanaged", RunWork.First),
        new("first, managed", "Managed", RunWork.First),
        new("change, Direct", "Direct", RunWork.Change),
        new("change, managed", "Managed", RunWork.Change),
        new("rotation, Direct", "Direct", RunWork.Rotate),
        new("retirement, Direct", "Direct", RunWork.Retire),
    ];

    public override string ToString() => Name;
}

/// <summary>What a run does.</summary>
internal enum RunWork
{
    /// <summary>A first publish.</summary>
    First,

    /// <summary>A publish of a changed definition over a published one.</summary>
    Change,

    /// <summary>A new secret.</summary>
    Rotate,

    /// <summary>Takes the connector away.</summary>
    Retire,
}
