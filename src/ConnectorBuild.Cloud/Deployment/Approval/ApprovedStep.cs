using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Approval;

/// <summary>A step that was approved. Id, hash and columns are compared; the words are for people and may be changed.</summary>
public sealed record ApprovedStep
{
    private const string NoContent = "none";

    /// <summary>What it does, to what.</summary>
    public required ApprovedStepId Id { get; init; }

    /// <summary>Hash of what it does beyond its id; <c>none</c> where the id says it all.</summary>
    public required string Hash { get; init; }

    /// <summary>The columns of the connector row that it writes; empty where it writes none by name.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What must be there before it; what no step of the file provides is there already.</summary>
    public required IReadOnlyList<ApprovedFact> Needs { get; init; }

    /// <summary>The state once it is done.</summary>
    public required IReadOnlyList<ApprovedFact> Provides { get; init; }

    /// <summary>In words.</summary>
    public required string Summary { get; init; }

    /// <summary>Details in words.</summary>
    public required IReadOnlyList<string> Details { get; init; }

    internal static ApprovedStep Create(DeploymentStep step)
    {
        var content = string.Join('\n', step.Content);
        return new ApprovedStep
        {
            Id = ApprovedStepId.Create(step.Id),
            Hash = content.Length == 0 ? NoContent : ContentHash.Of(content),
            Columns = step switch
            {
                CreateConnector create => [.. create.Columns.Keys],
                AttachCustomCode attach => [.. attach.Columns.Keys],
                UpdateConnector update => [.. update.Columns.Keys],
                _ => [],
            },
            Needs = [.. step.Needs.Select(ApprovedFact.Create)],
            Provides = [.. step.Provides.Select(ApprovedFact.Create)],
            Summary = step.Summary,
            Details = [.. step.Lines],
        };
    }

    /// <summary>Whether the other one does the same.</summary>
    internal bool IsSame(ApprovedStep other) => Id == other.Id && Hash == other.Hash;

    /// <summary>Whether it changes a thing of that kind.</summary>
    internal bool Changes(StepThing thing) => Id.Thing == PlanWords.Of(thing);

    /// <summary>Whether it does that to a thing of that kind.</summary>
    internal bool Does(ChangeKind kind, StepThing thing) => Changes(thing) && Id.Kind == PlanWords.Of(kind);

    // The file's members are lists and texts that the serializer does not look into.
    internal bool IsWhole => Details.Concat(Columns).All(t => t is not null) && Needs.Concat(Provides).All(f => f is not null);
}

/// <summary>The identity of a step in a plan file, a <see cref="StepId"/> in the file's words.</summary>
/// <param name="Kind">What it does: <c>create</c>, <c>update</c>, <c>add</c>, <c>remove</c>.</param>
/// <param name="Thing">To what kind of thing: <c>application</c>, <c>connector</c>, … (<see cref="StepThing"/>).</param>
/// <param name="Key">Which one; empty for one that only the environment can name.</param>
public sealed record ApprovedStepId(string Kind, string Thing, string Key)
{
    internal static ApprovedStepId Create(StepId id) => new(PlanWords.Of(id.Kind), PlanWords.Of(id.Thing), id.Key);
}

/// <summary>Something that a step needs or provides, a <see cref="StepFact"/> in the file's words.</summary>
/// <param name="Kind">What kind of thing: <c>application</c>, <c>clientSecret</c>, … (<see cref="FactKind"/>).</param>
/// <param name="Key">Which one.</param>
public sealed record ApprovedFact(string Kind, string Key)
{
    internal static ApprovedFact Create(StepFact fact) => new(PlanWords.Of(fact.Kind), fact.Key);
}
