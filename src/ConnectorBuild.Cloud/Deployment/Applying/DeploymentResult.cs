using ConnectorBuild.Cloud.Deployment.Planning;







namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>What a deployment left behind, as read back.</summary>
/// <param name="Plan">What was done; empty when there was nothing to do.</param>
/// <param name="Observed">The state now.</param>
public sealed record DeploymentResult(DeploymentPlan Plan, ObservedState Observed);
