using System.Collections.Immutable;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>What a deployment will do, before it does it.</summary>
/// <param name="Steps">The writes, in order; every stop between two leaves something that works, and the next run continues.</param>
/// <param name="Unchanged">What is as it should be, a line each.</param>
/// <param name="Diagnostics">What a person should know; an error here means that nothing is written.</param>
public sealed record DeploymentPlan(
    ImmutableArray<DeploymentStep> Steps, ImmutableArray<string> Unchanged, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What is left to the app's owner, in words that can be sent to them; empty unless the app is only verified.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>
    /// What somebody changed in the environment since the last deployment and this one would overwrite: how the environment differs from the project,
    /// in the author's terms, also where that blocks the plan.
    /// </summary>
    public ImmutableArray<ConnectorDifference> Drift { get; init; } = [];

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Steps.IsEmpty;

    /// <summary>Whether something forbids it.</summary>
    public bool IsBlocked => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}

/// <summary>What was read from the clouds.</summary>
/// <param name="Entra">The directory; null when the connector does not sign in with Entra.</param>
/// <param name="Dataverse">The environment.</param>
public sealed record ObservedState(Entra.EntraObservation? Entra, Dataverse.DataverseObservation Dataverse)
{
    /// <summary>Who is signed in to Entra; null when the connector does not sign in with Entra.</summary>
    public Entra.SignedInIdentity? SignedIn { get; init; }

    /// <summary>Whether the plan is made to be applied by this identity, in this run.</summary>
    public bool IsToBeApplied { get; init; }

    /// <summary>The secret that the user brought; null when we mint it or the connector refers to one.</summary>
    public BroughtSecret? Brought { get; init; }

    /// <summary>The row name of another connector of the package, with whose deployment the import comes first; null where none does.</summary>
    public string? ImportedWith { get; init; }

    /// <summary>
    /// What needs the connector; null where there is no connector, and where a deployment changes nothing that makers see. For people:
    /// no plan depends on it.
    /// </summary>
    public Dataverse.ConnectorDependents? Dependents { get; init; }
}
