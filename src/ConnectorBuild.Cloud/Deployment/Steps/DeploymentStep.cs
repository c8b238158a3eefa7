using System.Collections.Immutable;
using ConnectorBuild.Cloud.Comparison;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>
/// One write of a plan, as data and in words. What it is, is its <see cref="Id"/>; the words are for people, and no decision reads them.
/// Never holds a secret.
/// </summary>
/// <param name="Id">What it does, and to what.</param>
/// <param name="Summary">The name of the thing, and what happens to it.</param>
public abstract record DeploymentStep(StepId Id, string Summary)
{
    // A plan is read by people; the JSON form has them all.
    private const int MaxDifferences = 40;

    private protected DeploymentStep(ChangeKind kind, StepThing thing, string key, string summary)
        : this(new StepId(kind, thing, key), summary)
    {
    }

    /// <summary>What it does.</summary>
    public ChangeKind Kind => Id.Kind;

    /// <summary>To what, in words: <c>app registration</c>, <c>connector</c>, …</summary>
    public string Thing => Id.Thing.Noun();

    /// <summary>Details for people, a line each; what changes for makers is not among them.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>What changes for makers and their flows.</summary>
    public ImmutableArray<ConnectorDifference> Differences { get; init; } = [];

    /// <summary>What other steps must have brought about before; what none of the plan's steps does is there already.</summary>
    public ImmutableArray<StepFact> Needs { get; init; } = [];

    /// <summary>What it brings about for later steps.</summary>
    public ImmutableArray<StepFact> Provides { get; init; } = [];

    /// <summary>The details, and the first of the differences, a line each.</summary>
    public IEnumerable<string> Lines =>
    [
        .. Details,
        .. Differences.Take(MaxDifferences).Select(d => $"{(d.Impact == ChangeImpact.Breaking ? "! " : "  ")}{d}"),
        .. Differences.Length > MaxDifferences ? [$"  and {Differences.Length - MaxDifferences} more"] : Array.Empty<string>(),
    ];

    /// <summary>
    /// What it does beyond its id that two plans of the same states could do differently, for a plan file to compare; empty where the id
    /// says it all, or the states do.
    /// </summary>
    internal virtual IEnumerable<string> Content => [];
}
