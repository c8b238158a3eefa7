using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Planning.Tests.Deployment;

namespace ConnectorBuild.Planning.Tests.Approvals;

/// <summary>A plan that was approved, and what a later run finds.</summary>
/// <param name="Name">What is the case.</param>
/// <param name="Desired">What the project wanted when the plan was approved.</param>
/// <param name="Then">What the environment had then.</param>
/// <param name="Now">What the later run finds.</param>
internal sealed record ApprovalCase(string Name, DesiredState Desired, ObservedState Then, ObservedState Now)
{
    /// <summary>How long after the approval the later run is.</summary>
    public TimeSpan Later { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What the project wants now.</summary>
    public DesiredState? Wanted { get; init; }

    /// <summary>What becomes of the later run: it may go on, or why not.</summary>
    /// <param name="file">Where the plan file is written between the two.</param>
    public string Outcome(string file)
    {
        ApprovedPlan.Create(Desired, Then, DeploymentPlanner.Plan(Desired, Then, Observed.Now), Observed.Now).Write(file);
        var approved = ApprovedPlan.Read(file);
        var wanted = Wanted ?? Desired;
        var plan = Now.ImportedWith is null
            ? DeploymentPlanner.Plan(wanted, Now, Observed.Now + Later)
            : ImportForecast.Plan(wanted, wanted.Import(), Now, Observed.Now + Later);
        try
        {
            PlanApproval.RequireSameProject(approved, wanted);
            return PlanApproval.RequireSamePlan(approved, wanted, Now, plan)
                ? $"continues: {string.Join(", ", plan.Steps.Select(s => $"{s.Kind} {s.Thing}"))}"
                : plan.IsEmpty ? "nothing is left" : "the approved plan";
        }
        catch (ConnectorException e)
        {
            return string.Join("; ", e.Diagnostics.Select(d => $"{d.Id}: {d.Message}"));
        }
    }
}
