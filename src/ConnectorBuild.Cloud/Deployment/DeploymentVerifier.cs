using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>Reads back that a deployment is done.</summary>
internal sealed class DeploymentVerifier(DeploymentClouds clouds, TimeProvider clock, IDeploymentObserver observer)
{
    /// <summary>Verified means: a plan made from the current state is empty, and several reads in a row agree.</summary>
    /// <exception cref="ConnectorException">CB9006: something is not as it should be.</exception>
    public async Task<DeploymentResult> VerifyAsync(PreparedDeployment deployed, StepApplier applier, CancellationToken cancellationToken)
    {
        var (desired, caller) = (Settled(deployed.Desired), deployed.Caller);
        var started = clock.GetTimestamp();
        ObservedState? last = null;
        DeploymentPlan? rest = null;
        var agreed = await new Replication(clock).ConfirmAsync(
            async () =>
            {
                last = await clouds.ReadAsync(desired, caller, cancellationToken).ConfigureAwait(false);
                rest = DeploymentPlanner.Plan(desired, last, clock.GetUtcNow());
                if (!rest.IsBlocked && rest.Steps is [WriteRecord late])
                {
                    // Another run of the same project wrote between our row and our record, and only the record's word of the row is out of date.
                    await clouds.Applier(desired, last, caller).ApplyAsync(late, cancellationToken).ConfigureAwait(false);
                }

                // A column that was not taken does not come with time.
                return (!rest.IsBlocked && rest.Steps.All(s => IsForLater(s, deployed.Plan))) || applier.NotTaken(last.Dataverse.Connector).Count > 0;
            },
            agreeing: desired.Application is null ? 1 : 3,
            Replication.Bound,
            cancellationToken).ConfigureAwait(false);
        if (!agreed)
        {
            throw new ConnectorException(
            [
                .. rest!.Steps.Select(s => new Diagnostic(
                    DeploymentDiagnostics.NotVerified,
                    $"Everything was written, but read back the {s.Thing} is not as it should be: still to "
                        + $"{s.Kind.ToString().ToLowerInvariant()} {s.Summary}. Run again; if it stays so, another tool or person "
                        + "changes it at the same time.")),
                .. rest.Diagnostics,
            ]);
        }

        foreach (var difference in applier.CompareColumns(last!))
        {
            observer.Report(difference);
        }

        observer.Verified(applier.Facts(last!), clock.GetElapsedTime(started));
        return new DeploymentResult(
            deployed.Plan with
            {
                Needs = rest!.Needs,
                Diagnostics = [.. deployed.Plan.Diagnostics.Where(d => !IsOfTheEnd(d)), .. rest.Diagnostics.Where(IsOfTheEnd)],
            },
            last!);
    }

    // A secret can come of age while a deployment runs; the next run removes it.
    private static bool IsForLater(DeploymentStep step, DeploymentPlan plan) =>
        step is RemoveSecret remove && !plan.Steps.OfType<RemoveSecret>().Any(s => s.Secret.KeyId == remove.Secret.KeyId);

    // What was asked for once is done by now.
    private static DesiredState Settled(DesiredState desired) => desired.Application is { RotateAsOf: not null } application
        ? desired with { Application = application with { RotateAsOf = null } }
        : desired;

    // What only the state after the deployment tells.
    private static bool IsOfTheEnd(Diagnostic diagnostic) =>
        diagnostic.Descriptor == EntraDiagnostics.ReferredSecretMissing
        || diagnostic.Descriptor == EntraDiagnostics.OnBehalfOfWaits
        || diagnostic.Descriptor == EntraDiagnostics.OnBehalfOfUnseen
        || diagnostic.Descriptor == EntraDiagnostics.SeenByOwnerOnly;
}
