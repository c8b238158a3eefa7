using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>Carries out the steps of a plan one after the other, and says what was done where one fails.</summary>
internal sealed class StepRun(DeploymentPlan plan, StepApplier applier, IDeploymentObserver observer, TimeProvider clock)
{
    // Only people can do away with these; the next run meets the same.
    private static readonly DiagnosticDescriptor[] Permanent =
    [
        SolutionDiagnostics.HeldByConnections, SolutionDiagnostics.HeldByDependents, SolutionDiagnostics.NoWayForSecret, SolutionDiagnostics.ReferenceDropped,
        SolutionDiagnostics.StageRefused, DataverseDiagnostics.UnmanagedBlocked, DataverseDiagnostics.PublisherConflict, DataverseDiagnostics.Denied,
        DataverseDiagnostics.NoApplicationUser, DataverseDiagnostics.PrefixMismatch, EntraDiagnostics.GraphDenied,
    ];

    /// <summary>Carries out steps.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="done">What was done before; each step that is done is added.</param>
    /// <param name="cancellationToken">Stops the run between two steps.</param>
    /// <exception cref="ConnectorException">A step was refused; what could be saved was saved.</exception>
    public async Task RunAsync(IReadOnlyList<DeploymentStep> steps, List<DeploymentStep> done, CancellationToken cancellationToken)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            try
            {
                // What the environment refuses of the package is refused before a secret is minted for it.
                if (steps[index] is AddSecret && steps.Skip(index).OfType<ImportSolution>().FirstOrDefault() is { } import)
                {
                    await applier.StageAsync(import, cancellationToken).ConfigureAwait(false);
                }

                await ApplyAsync(steps[index], done, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e)
            {
                // The put-back itself may have met a cut connection; what was refused is refused again.
                var isTriedAgain = steps[index] is RestoreSignIn && e.Refusal is null;
                IReadOnlyList<Diagnostic> more = steps[index] is RestoreSignIn && !isTriedAgain
                    ? []
                    : await SaveAsync([.. steps.Skip(isTriedAgain ? index : index + 1)], done, cancellationToken).ConfigureAwait(false);
                if (await applier.DiscardSecretAsync(cancellationToken).ConfigureAwait(false))
                {
                    done.RemoveAll(s => s is AddSecret);
                }

                IEnumerable<Diagnostic> stopped = done.Count == 0 ? [] : [Stopped(done, "before that", IsPermanent(e))];
                throw new ConnectorException([.. e.Diagnostics.Union(more), .. stopped], e) { Refusal = e.Refusal };
            }
            catch (OperationCanceledException)
            {
                observer.Report(
                    Stopped(
                        done, $"when the run was stopped, and 'to {Verb(steps[index])}' was under way and may be done as well",
                        isPermanent: false));
                throw;
            }
        }
    }

    private async Task ApplyAsync(DeploymentStep step, List<DeploymentStep> done, CancellationToken cancellationToken)
    {
        observer.StepStarted(step);
        var started = clock.GetTimestamp();
        var outcome = await applier.ApplyAsync(step, cancellationToken).ConfigureAwait(false);
        done.Add(step);
        observer.StepCompleted(step, outcome, clock.GetElapsedTime(started));
    }

    // An import took the secret away: whatever failed after it, the secret is put back in the same run, and the record says so.
    private async Task<IReadOnlyList<Diagnostic>> SaveAsync(
        IReadOnlyList<DeploymentStep> left, List<DeploymentStep> done, CancellationToken cancellationToken)
    {
        if (!applier.HasImported)
        {
            return [];
        }

        foreach (var step in left.Where(s => s is RestoreSignIn or WriteRecord))
        {
            try
            {
                await ApplyAsync(step, done, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e)
            {
                // The record must not name a secret that the connector may not hold.
                return e.Diagnostics;
            }
        }

        return [];
    }

    private static bool IsPermanent(ConnectorException e) => Permanent.Contains(e.Diagnostics[0].Descriptor);

    private Diagnostic Stopped(List<DeploymentStep> done, string when, bool isPermanent) => new(
        DeploymentDiagnostics.Stopped,
        DiagnosticSeverity.Warning,
        $"{done.Count} of {plan.Steps.Length} {(plan.Steps.Length == 1 ? "change" : "changes")} had been made "
            + $"{when}{(done.Count > 0 ? ": " : "")}{string.Join("; ", done.Select(Verb))}. {Next(done, isPermanent)}");

    private static string Next(List<DeploymentStep> done, bool isPermanent) => (done.Count > 0, isPermanent) switch
    {
        (true, true) => "They stay. The next run meets the same refusal until its cause is removed, and then continues from there.",
        (false, true) => "The next run meets the same refusal until its cause is removed.",
        (true, false) => "They stay, and the next run continues from there.",
        (false, false) => "The next run continues from there.",
    };

    private static string Verb(DeploymentStep step) => $"{step.Kind.ToString().ToLowerInvariant()} {step.Thing}";
}
