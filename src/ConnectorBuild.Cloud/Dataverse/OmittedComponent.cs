namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Something that the solution has in the environment, and the package not.</summary>
/// <param name="Type">What it is, see <see cref="ComponentTypes"/>: <c>connector</c>, <c>workflow</c>, <c>table</c>, …</param>
/// <param name="Name">The name that does not change, as far as the component has one.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="OtherSolution">Unique name of another managed solution that has it, so that it outlives an upgrade of this one; null when
/// none has.</param>
public sealed record OmittedComponent(string Type, string Name, string DisplayName, string? OtherSolution)
{
    /// <summary>Whether it is a connector.</summary>
    public bool IsConnector => Type == ComponentTypes.Connector;

    /// <summary>What needs it and so holds its deletion back, a line each; only read of connectors.</summary>
    public IReadOnlyList<string> HeldBy { get; init; } = [];

    /// <summary>Whether a list of <c>type:name</c> names it; a bare name is a connector's.</summary>
    /// <param name="names">The list; letter case does not count.</param>
    public bool IsNamedIn(IEnumerable<string> names) => names.Any(n => (n.IndexOf(':', StringComparison.Ordinal), IsConnector) switch
    {
        (< 0, true) => Is(n, Name),
        ( < 0, false) => false,
        (var colon, _) => Is(n[..colon].Trim(), Type) && Is(n[(colon + 1)..].Trim(), Name),
    });

    /// <summary><c>type:name</c>, as <see cref="IsNamedIn"/> takes it.</summary>
    public override string ToString() => $"{Type}:{Name}";

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An upgrade of the solution that was staged and not completed.</summary>
/// <param name="Solution">The holding solution, <c>{name}_Upgrade</c>.</param>
/// <param name="Deletes">What completing it deletes: what the solution has and the holding solution has not.</param>
public sealed record StagedUpgrade(SolutionState Solution, IReadOnlyList<OmittedComponent> Deletes)
{
    /// <summary>What a holding solution's name ends with.</summary>
    public const string Suffix = "_Upgrade";
}
