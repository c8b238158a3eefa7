using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>Signs in and reads what the clouds hold of the connectors of a run, before the first of them is planned.</summary>
/// <param name="clouds">The clouds.</param>
/// <param name="clock">The time.</param>
internal sealed class DeploymentReader(DeploymentClouds clouds, TimeProvider clock)
{
    /// <summary>Reads all connectors.</summary>
    /// <param name="states">What the project wants.</param>
    /// <param name="approved">The plans that were approved; empty where none are asked for.</param>
    /// <param name="isToBeApplied">Whether the plans are carried out, and not only shown: then a secret that the user brings must be there.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// In the order in which they are to be deployed: an import brings every connector of its package and takes the secrets of all, so the
    /// one that needs it comes first.
    /// </returns>
    /// <exception cref="ConnectorException">Sign-in or a read failed; CB9104, CB9105: the project is not that of an approved plan.</exception>
    public async Task<IReadOnlyList<ReadDeployment>> ReadAllAsync(
        IReadOnlyList<DesiredState> states, IReadOnlyList<ApprovedPlan> approved, bool isToBeApplied, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(approved);
        foreach (var desired in states)
        {
            if (PlanApproval.Find(approved, desired) is { } plan)
            {
                PlanApproval.RequireSameProject(plan, desired);
            }
        }

        var read = new List<ReadDeployment>();
        string? importing = null;
        foreach (var desired in OnBehalfOfCompanions.Mark(states))
        {
            var caller = await clouds.SignInAsync(desired, isToBeApplied, cancellationToken).ConfigureAwait(false);
            var observed = await clouds.ReadAsync(desired, caller, cancellationToken).ConfigureAwait(false);
            var steps = DeploymentPlanner.Plan(desired, observed, clock.GetUtcNow()).Steps;
            if (importing is null && steps.Any(ImportForecast.ChangesAll))
            {
                importing = desired.Row.Identity.Name;
            }

            // A plan that is only shown says it always; a deployment asks only where it changes what makers see.
            var areDependentsShown = !isToBeApplied || steps.Any(s => s.Differences.Any());
            observed = observed with { Dependents = await ReadDependentsAsync(observed, areDependentsShown, cancellationToken).ConfigureAwait(false) };
            read.Add(new ReadDeployment(desired, observed) { Approved = PlanApproval.Find(approved, desired), Caller = caller });
        }

        return read.Count == 1 || importing is null
            ? read
            : [.. read.OrderByDescending(r => IsNamed(r, importing))
                .Select(r => IsNamed(r, importing) ? r : r with { Observed = r.Observed with { ImportedWith = importing } })];
    }

    private async Task<ConnectorDependents?> ReadDependentsAsync(ObservedState observed, bool areShown, CancellationToken cancellationToken) =>
        areShown && observed.Dataverse.Connector is { } connector
            ? await clouds.Environment.Life.ReadDependentsAsync(connector, isRequired: false, cancellationToken).ConfigureAwait(false)
            : null;

    private static bool IsNamed(ReadDeployment read, string name) => read.Desired.Row.Identity.Name == name;
}
