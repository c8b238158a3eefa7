using System.Runtime.CompilerServices;
using Azure.Core;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Retirement;

/// <summary>Takes a connector out of an environment, with its reply URL, our secrets and our record. Never deletes an app.</summary>
public sealed class RetirementEngine : IDisposable
{
    private readonly HttpClient _http;
    private readonly EntraDirectory _directory;
    private readonly ConnectorEnvironment _environment;
    private readonly TimeProvider _clock;
    private readonly IDeploymentObserver _observer;

    /// <summary>An engine for one environment.</summary>
    /// <param name="target">The environment.</param>
    /// <param name="entra">Signs in to Graph.</param>
    /// <param name="dataverse">Signs in to Dataverse.</param>
    /// <param name="clock">The time, and every wait.</param>
    /// <param name="observer">Receives what happens.</param>
    /// <exception cref="ConnectorException">CB9007: the target's trusted certificate cannot be read.</exception>
    public RetirementEngine(
        DeploymentTarget target, TokenCredential entra, TokenCredential dataverse, TimeProvider clock, IDeploymentObserver observer)
    {
        _http = CloudHttp.Create(target, clock);
        _directory = new EntraDirectory(_http, target, entra, clock);
        _environment = new ConnectorEnvironment(_http, target, dataverse);
        _clock = clock;
        _observer = observer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _directory.Dispose();
        _http.Dispose();
    }

    /// <summary>Signs in, reads and plans; writes nothing.</summary>
    /// <param name="desired">The connector.</param>
    /// <param name="leaving">Row names of the connectors that are taken out before this one, in the same run: what only they need besides
    /// is not kept for them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">Sign-in or a read failed.</exception>
    public async Task<PlannedRetirement> PlanAsync(DesiredState desired, IReadOnlyCollection<string> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(leaving);
        if (desired.Application is not null)
        {
            _observer.SignedIn("Entra", await _directory.SignInAsync(cancellationToken).ConfigureAwait(false));
        }

        _observer.SignedIn("Dataverse", await _environment.SignInAsync(cancellationToken).ConfigureAwait(false));
        var (plan, observed) = await ReadAsync(desired, leaving, cancellationToken).ConfigureAwait(false);
        _observer.Planned(desired, observed, plan);
        return new PlannedRetirement(desired, observed, plan);
    }

    /// <summary>Signs in, reads and plans for several connectors; writes nothing.</summary>
    /// <param name="states">The connectors.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">Sign-in or a read failed.</exception>
    public async IAsyncEnumerable<PlannedRetirement> PlanAllAsync(
        IReadOnlyList<DesiredState> states, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(states);
        var leaving = new List<string>();
        foreach (var desired in states)
        {
            _observer.Began(desired);
            yield return await PlanAsync(desired, leaving, cancellationToken).ConfigureAwait(false);
            leaving.Add(desired.Row.Identity.Name);
        }
    }

    /// <summary>
    /// Takes several connectors out; each is planned before the first is touched: a flow that needs the last one must not cost the
    /// others.
    /// </summary>
    /// <param name="states">The connectors.</param>
    /// <param name="retired">Is called with each connector that is gone, before the next one begins.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">A plan is blocked, and nothing was changed; as <see cref="ApplyAsync(PlannedRetirement,
    /// CancellationToken)"/>.</exception>
    public async Task RetireAllAsync(
        IReadOnlyList<DesiredState> states, Action<DesiredState, DeploymentResult> retired, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(retired);
        var planned = new List<PlannedRetirement>();
        await foreach (var retirement in PlanAllAsync(states, cancellationToken).ConfigureAwait(false))
        {
            planned.Add(retirement);
        }

        if (planned.Exists(p => p.Plan.IsBlocked))
        {
            throw new ConnectorException([.. planned.SelectMany(p => p.Errors)]);
        }

        foreach (var retirement in planned)
        {
            if (planned.Count > 1)
            {
                _observer.Began(retirement.Desired);
            }

            retired(retirement.Desired, await ApplyAsync(retirement, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Takes out what was planned, and reads back that it is gone.</summary>
    /// <exception cref="ConnectorException">CB8204: flows depend on it; CB8205: it is managed, and nothing was changed then; CB8207: it
    /// is still there; CB8xxx, CB7xxx, CB9005.</exception>
    public async Task<DeploymentResult> ApplyAsync(PlannedRetirement planned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planned);
        var (desired, observed, plan) = planned;
        if (plan.IsBlocked)
        {
            throw new ConnectorException([.. planned.Errors]);
        }

        foreach (var step in plan.Steps)
        {
            _observer.StepStarted(step);
            var started = _clock.GetTimestamp();
            await ApplyAsync(step, desired, observed, cancellationToken).ConfigureAwait(false);
            _observer.StepCompleted(step, null, _clock.GetElapsedTime(started));
        }

        return plan.IsEmpty ? new DeploymentResult(plan, observed) : await VerifyAsync(desired, plan, cancellationToken).ConfigureAwait(false);
    }

    private Task ApplyAsync(DeploymentStep step, DesiredState desired, ObservedState observed, CancellationToken cancellationToken) => step switch
    {
        DeleteConnector delete => _environment.Life.DeleteAsync(delete.Observed, cancellationToken),
        RemoveReplyUrl remove => _directory.Registry.RemoveRedirectUrisAsync(
            observed.Entra!.Application!.Id, [(remove.Url, desired.Application!.ReplyUrlTag(remove.Url))], desired.Application.IsShared, cancellationToken),
        RevokePreauthorization => _directory.Exposure.RevokeAsync(observed.Entra!.Application!.Id, desired.Application!.IsShared, cancellationToken),
        RemoveSecret remove => _directory.Secrets.RemoveAsync(observed.Entra!.Application!.Id, remove.Secret.KeyId, cancellationToken),
        DeleteRecord delete => _environment.Life.DeleteRecordAsync(delete.Observed, cancellationToken),
        _ => throw new ArgumentException($"No rule for step {step.GetType().Name}.", nameof(step)),
    };

    private async Task<(DeploymentPlan Plan, ObservedState Observed)> ReadAsync(
        DesiredState desired, IReadOnlyCollection<string> leaving, CancellationToken cancellationToken)
    {
        // Whom it was shared with does not matter any more, and may be gone before it.
        var dataverse = await _environment.ReadAsync(desired with { Owner = null, Shares = [] }, cancellationToken).ConfigureAwait(false);
        var entra = desired.Application is null ? null : await _directory.ReadAsync(desired.Application, cancellationToken).ConfigureAwait(false);
        var observed = new ObservedState(entra, dataverse);
        var dependents = dataverse.Connector is { } row
            ? (await _environment.Life.ReadDependentsAsync(row, isRequired: true, cancellationToken).ConfigureAwait(false)).Found
            : [];
        var others = (await _environment.ReadRedirectUrlsAsync(cancellationToken).ConfigureAwait(false))
            .Where(c => c.Name != dataverse.Connector?.Name && !leaving.Contains(c.Name))
            .SelectMany(c => c.Urls)
            .ToHashSet(StringComparer.Ordinal);
        return (RetirementPlanner.Plan(desired, observed, dependents, others), observed);
    }

    private async Task<DeploymentResult> VerifyAsync(DesiredState desired, DeploymentPlan plan, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        DeploymentPlan? rest = null;
        ObservedState? last = null;
        var isGone = await new Replication(_clock).ConfirmAsync(
            async () =>
            {
                (rest, last) = await ReadAsync(desired, [], cancellationToken).ConfigureAwait(false);
                return rest.IsEmpty;
            },
            agreeing: desired.Application is null ? 1 : 3,
            Replication.Bound,
            cancellationToken).ConfigureAwait(false);
        if (!isGone)
        {
            throw new ConnectorException([.. rest!.Steps.Select(s => new Diagnostic(
                RetirementDiagnostics.StillThere,
                $"Everything was removed, but read back the {s.Thing} {s.Summary} is still there. Run again; if it stays so, another "
                    + "tool or person puts it back."))]);
        }

        _observer.Verified([.. plan.Steps.Select(s => $"{s.Thing} {s.Summary} is gone")], _clock.GetElapsedTime(started));
        return new DeploymentResult(plan, last!);
    }
}

/// <summary>What a connector's end takes, and what that was planned from.</summary>
/// <param name="Desired">The connector.</param>
/// <param name="Observed">The current state.</param>
/// <param name="Plan">What goes.</param>
public sealed record PlannedRetirement(DesiredState Desired, ObservedState Observed, DeploymentPlan Plan)
{
    /// <summary>What forbids it.</summary>
    public IEnumerable<Diagnostic> Errors => Plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);
}
