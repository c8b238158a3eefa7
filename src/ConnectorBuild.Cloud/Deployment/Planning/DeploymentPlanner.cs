using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Plan = desired - observed. A pure function: the same states and time give the same plan.</summary>
public static class DeploymentPlanner
{
    /// <summary>The plan.</summary>
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
            Plan(plan, RoutePlanner.Of(plan));
        }
        catch (ConnectorException e)
        {
            plan.Diagnostics.AddRange(e.Diagnostics);
        }

        return plan.Build();
    }

    // The phases of every deployment. The order of the steps is the order of these calls: every stop leaves something that works.
    private static void Plan(PlanBuilder plan, RoutePlanner route)
    {
        if (!route.PlanSolution())
        {
            return;
        }

        ApplicationPlanner.Plan(plan);
        OnBehalfOfPlanner.Plan(plan);
        var columns = ConnectorPlanner.Compare(plan);
        var changed = route.PlanVariables(columns);
        var isRenewing = SecretPlanner.Plan(plan, route.LosesSecret(changed));
        route.PlanConnector(changed, isRenewing);
        ReplyUrlPlanner.Plan(plan);
        TrustPlanner.Plan(plan);
        route.PlanCode();
        var isAssigning = SharingPlanner.Plan(plan);
        RecordPlanner.Plan(plan, isNeeded: isRenewing || isAssigning || route.IsRecordOutdated);
        SecretRetirement.Plan(plan, isRenewing);
        OnBehalfOfRights.Plan(plan);
    }
}
