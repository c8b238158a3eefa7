using System.Diagnostics;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The phases of a plan that differ by route.</summary>
internal abstract class RoutePlanner
{
    /// <summary>The planner of the plan's route.</summary>
    public static RoutePlanner Of(PlanBuilder plan) => plan.Desired.Route switch
    {
        DirectRoute => new DirectPlanner(plan),
        ImportRoute route => new ImportPlanner(plan, route),
        var other => throw new UnreachableException($"No planner for {other}."),
    };

    /// <summary>The solution: made, or refused where it is not what the project says.</summary>
    /// <returns>False when the environment is left as it is.</returns>
    public abstract bool PlanSolution();

    /// <summary>Environment variables that come before the connector.</summary>
    /// <param name="changed">The columns of the connector that differ.</param>
    /// <returns>The columns that are written.</returns>
    public abstract IReadOnlyDictionary<string, string?> PlanVariables(IReadOnlyDictionary<string, string?> changed);

    /// <summary>Why the connector loses the secret that it holds; null where it keeps it.</summary>
    /// <param name="changed">The columns that are written.</param>
    public abstract SecretReason? LosesSecret(IReadOnlyDictionary<string, string?> changed);

    /// <summary>The connector itself.</summary>
    /// <param name="changed">The columns that are written.</param>
    /// <param name="isRenewing">Whether it gets another secret.</param>
    public abstract void PlanConnector(IReadOnlyDictionary<string, string?> changed, bool isRenewing);

    /// <summary>Custom code that the connector gets after it is made.</summary>
    public abstract void PlanCode();

    /// <summary>Whether what was planned so far changes what the record says.</summary>
    public abstract bool IsRecordOutdated { get; }
}
