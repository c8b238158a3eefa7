using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Plan = desired - observed. A pure function: the same states and time give the same plan.</summary>
public static class DeploymentPlanner
{
    /// <summary>The plan. The order of its steps is the order of the calls below: every stop leaves something that works.</summary>
    /// <param name="desired">What should be.</param>
    /// <param name="observed">What is.</param>
    /// <param name="now">The time, for the lifetime of secrets.</param>
    public static DeploymentPlan Plan(DesiredState desired, ObservedState observed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        var plan = new PlanBuilder(desired, observed, now);
        try
        {
            if (desired.Package is null)
            {
                SolutionPlanner.Plan(plan);
                ApplicationPlanner.Plan(plan);
                ConnectorPlanner.Plan(plan);
            }
            else if (SolutionRoutePlanner.Check(plan))
            {
                ApplicationPlanner.Plan(plan);
                SolutionRoutePlanner.Plan(plan);
            }
        }
        catch (ConnectorException e)
        {
            plan.Diagnostics.AddRange(e.Diagnostics);
        }

        return plan.Build();
    }
}
