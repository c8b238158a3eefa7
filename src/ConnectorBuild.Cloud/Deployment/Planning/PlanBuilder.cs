using System.Collections.Immutable;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>What the parts of a plan share: both states, the time, and what they have found so far.</summary>
internal sealed class PlanBuilder(DesiredState desired, ObservedState observed, DateTimeOffset now)
{
    public DesiredState Desired { get; } = desired;

    public ObservedState Observed { get; } = observed;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The environment; after a staged upgrade is planned to be completed, as it will be then.</summary>
    public DataverseObservation Dataverse { get; set; } = observed.Dataverse;

    /// <summary>The app; a deleted one as it will be after it is restored.</summary>
    public ApplicationState? Application { get; } = observed.Entra?.Application ?? observed.Entra?.Deleted?.State;

    public DeploymentRecord? Record => Dataverse.Record.Record;

    public List<DeploymentStep> Steps { get; } = [];

    public List<string> Unchanged { get; } = [];

    public List<string> Needs { get; } = [];

    public List<Diagnostic> Diagnostics { get; } = [];

    public ImmutableArray<ConnectorDifference> Drift { get; set; } = [];

    // A row that nobody else has written since holds the secret that we gave it, and the columns that we sent.
    public bool IsRowOurs => Dataverse.Connector is { } row && Record?.RowETag == row.ETag;

    public DeploymentPlan Build() =>
        new([.. Steps.Select(new StepFacts(Desired).Complete)], [.. Unchanged], [.. Diagnostics]) { Needs = [.. Needs], Drift = Drift };
}
