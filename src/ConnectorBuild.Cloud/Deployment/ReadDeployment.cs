using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>A connector that is to be deployed, with what the clouds hold of it.</summary>
/// <param name="Desired">What the project wants.</param>
/// <param name="Observed">What was read.</param>
internal sealed record ReadDeployment(DesiredState Desired, ObservedState Observed)
{
    internal ApprovedPlan? Approved { get; init; }

    /// <summary>What an import before this deployment has done to the connector.</summary>
    internal IReadOnlyList<DeploymentStep> Brought { get; init; } = [];

    /// <summary>Whether the secret that the connector gets was minted before that import.</summary>
    internal bool HasSecret { get; init; }

    internal Caller Caller { get; init; } = new(null, null);
}
