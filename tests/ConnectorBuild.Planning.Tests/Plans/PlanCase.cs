using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Planning.Tests.Deployment;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>What a project wants and what an environment has, with a name that says what is the case.</summary>
/// <param name="Name">What is the case; the heading of the plan in the expected text.</param>
/// <param name="Desired">What should be.</param>
/// <param name="Found">What is.</param>
internal sealed record PlanCase(string Name, DesiredState Desired, ObservedState Found)
{
    /// <summary>The time of the plan.</summary>
    public DateTimeOffset Now { get; init; } = Observed.Now;

    public DeploymentPlan Plan() => Found.ImportedWith is null
        ? DeploymentPlanner.Plan(Desired, Found, Now)
        : ImportForecast.Plan(Desired, Desired.Import(), Found, Now);
}
