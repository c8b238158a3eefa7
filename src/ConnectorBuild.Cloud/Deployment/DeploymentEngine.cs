using System.Collections.Immutable;
using Azure.Core;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment;

/// <summary>Reads, plans, applies and verifies. Holds no state between runs.</summary>
public sealed class DeploymentEngine : IDisposable
{
    private readonly DeploymentTarget _target;
    private readonly TimeProvider _clock;
    private readonly IDeploymentObserver _observer;
    private readonly ISecretReader _secrets;
    private readonly HttpClient _http;
    private readonly HttpClient _tokens;
    private readonly EntraDirectory _directory;
    private readonly ConnectorEnvironment _environment;
    private int _applied;

    /// <summary>An engine for one environment.</summary>
    /// <param name="target">The environment.</param>
    /// <param name="entra">Signs in to Graph.</param>
    /// <param name="dataverse">Signs in to Dataverse.</param>
    /// <param name="secrets">Reads a secret that the user brings.</param>
    /// <param name="clock">The time, and every wait.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <exception cref="ConnectorException">CB9007: the target's trusted certificate cannot be read.</exception>
    public DeploymentEngine(
        DeploymentTarget target, TokenCredential entra, TokenCredential dataverse, ISecretReader secrets, TimeProvider clock, IDeploymentObserver observer)
    {
        _target = target;
        _clock = clock;
        _observer = observer;
        _secrets = secrets;
        _http = CloudHttp.Create(target, clock);
        _tokens = CloudHttp.CreateForTokens(target);
        _directory = new EntraDirectory(_http, target, entra, clock);
        _environment = new ConnectorEnvironment(_http, target, dataverse, clock);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _directory.Dispose();
        _tokens.Dispose();
        _http.Dispose();
    }

    /// <summary>Signs in, reads and plans; writes nothing.</summary>
    /// <exception cref="ConnectorException">Sign-in or a read failed.</exception>
    public async Task<(DeploymentPlan Plan, ObservedState Observed)> PlanAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var prepared = Prepare((await ReadAllAsync([desired], _ => null, isSecretNeeded: false, cancellationToken).ConfigureAwait(false))[0]);
        return (prepared.Plan, prepared.Observed);
    }

    /// <summary>Makes the desired state true, and reads back that it is.</summary>
    /// <exception cref="ConnectorException">Something refused; what was done before stays, and the next run goes on from there.</exception>
    public Task<DeploymentResult> DeployAsync(DesiredState desired, CancellationToken cancellationToken) =>
        DeployAsync(desired, approved: null, cancellationToken);

    /// <summary>Does exactly what was approved, and reads back that it is done.</summary>
    /// <param name="desired">What the project wants.</param>
    /// <param name="approved">The plan that was approved; null where none is asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB9104 to CB9107: project or environment are not those of the approved plan, and nothing was changed; else as without one.</exception>
    public async Task<DeploymentResult> DeployAsync(DesiredState desired, ApprovedPlan? approved, CancellationToken cancellationToken) =>
        await ApplyAsync(await PrepareAsync(desired, approved, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Plans a deployment of one connector, ready to be applied; writes nothing.</summary>
    /// <param name="desired">What the project wants.</param>
    /// <param name="approved">The plan that was approved; null where none is asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">Sign-in or a read failed; CB9104 to CB9107: project or environment are not those of the approved plan.</exception>
    public async Task<PreparedDeployment> PrepareAsync(DesiredState desired, ApprovedPlan? approved, CancellationToken cancellationToken) =>
        Prepare((await ReadAllAsync([desired], _ => approved, isSecretNeeded: true, cancellationToken).ConfigureAwait(false))[0]);

    /// <summary>
    /// Reads what the clouds hold of all connectors of a deployment, so that all are planned before the first is applied: what forbids one of them is
    /// known before anything is written.
    /// </summary>
    /// <param name="states">The connectors.</param>
    /// <param name="approval">The plan of a connector that was approved; null where none is asked for.</param>
    /// <param name="isSecretNeeded">Whether a secret that is brought must be there.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// The connectors in the order in which they are to be deployed: an import brings every connector of its package and takes the secrets of all, so the
    /// one that needs it comes first.
    /// </returns>
    /// <exception cref="ConnectorException">Sign-in or a read failed; CB9104, CB9105: the project is not that of the approved plan.</exception>
    public async Task<IReadOnlyList<ReadDeployment>> ReadAllAsync(
        IReadOnlyList<DesiredState> states, Func<DesiredState, ApprovedPlan?> approval, bool isSecretNeeded, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(approval);
        foreach (var desired in states)
        {
            if (approval(desired) is { } approved)
            {
                PlanApproval.RequireSameProject(approved, desired);
            }
        }

        var read = new List<ReadDeployment>();
        foreach (var desired in states)
        {
            var caller = await SignInAsync(desired, isSecretNeeded, cancellationToken).ConfigureAwait(false);
            var observed = await ReadAsync(desired, caller, cancellationToken).ConfigureAwait(false);
            read.Add(new ReadDeployment(desired, observed) { Approved = approval(desired), Caller = caller });
        }

        return read.Count > 1 && read.Find(r => DeploymentPlanner.Plan(r.Desired, r.Observed, _clock.GetUtcNow()).Steps.Any(s => s is ImportSolution)) is { } importing
            ? [importing, .. read.Where(r => r != importing).Select(r => r with { Observed = r.Observed with { ImportedWith = importing.Desired.Row.Identity.Name } })]
            : read;
    }

    /// <summary>Plans a deployment, ready to be applied.</summary>
    /// <exception cref="ConnectorException">CB9106, CB9107: environment or plan are not those that were approved.</exception>
    public PreparedDeployment Prepare(ReadDeployment read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var (desired, observed) = read;
        var plan = observed.ImportedWith is null
            ? DeploymentPlanner.Plan(desired, observed, _clock.GetUtcNow())
            : ImportForecast.Plan(desired, observed, _clock.GetUtcNow());
        plan = plan with { Steps = [.. read.Brought, .. plan.Steps] };
        _observer.Planned(desired, observed, plan);
        var prepared = new PreparedDeployment(desired, plan, observed) { Approved = read.Approved, Caller = read.Caller, Applied = _applied };
        if (read.Approved is { } approved && PlanApproval.RequireSamePlan(approved, prepared) && plan.Steps.Length is var left and > 0)
        {
            // How many are done cannot be told: a step may be done in part, and another one may stand for it.
            _observer.Progress($"An earlier run of this plan has made a part of the approved changes; this one goes on with {left} that {(left == 1 ? "is" : "are")} left.");
        }

        return prepared;
    }

    /// <summary>Carries out a plan, and reads back that it is done. A plan from before another one was carried out is made anew: that one may have brought a part of it.</summary>
    /// <exception cref="ConnectorException">The plan is blocked, or something refused; what was done before stays, and the next run goes on from there.</exception>
    public async Task<DeploymentResult> ApplyAsync(PreparedDeployment prepared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (prepared.Applied != _applied || prepared.Observed.ImportedWith is not null)
        {
            var approved = prepared.Approved;
            var now = await ReadAsync(prepared.Desired, prepared.Caller, cancellationToken).ConfigureAwait(false);
            prepared = Prepare(new ReadDeployment(prepared.Desired, now) { Caller = prepared.Caller, Brought = [.. prepared.Plan.Steps.Where(s => s is BroughtByImport)] });
            if (approved is not null)
            {
                PlanApproval.RequireCovered(approved, prepared.Plan);
            }
        }

        var (desired, plan, observed) = prepared;
        if (plan.IsBlocked)
        {
            throw new ConnectorException([.. plan.Diagnostics.OrderByDescending(d => d.Severity)]);
        }

        if (plan.IsEmpty)
        {
            return new DeploymentResult(plan, observed);
        }

        _applied++;
        var applier = Applier(desired, observed, prepared.Caller);
        var done = new List<DeploymentStep>();
        foreach (var step in plan.Steps)
        {
            _observer.StepStarted(step);
            var started = _clock.GetTimestamp();
            string? outcome;
            try
            {
                outcome = await applier.ApplyAsync(step, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (done.Count > 0)
            {
                throw new ConnectorException([.. e.Diagnostics, Stopped(plan, done, "before that")], e);
            }
            catch (OperationCanceledException)
            {
                _observer.Report(Stopped(plan, done, $"when the run was stopped, and 'to {Verb(step)}' was under way and may be done as well"));
                throw;
            }

            done.Add(step);
            _observer.StepCompleted(step, outcome, _clock.GetElapsedTime(started));
        }

        var settled = await VerifyAsync(desired, applier, prepared.Caller, cancellationToken).ConfigureAwait(false);
        return new DeploymentResult(plan with { Needs = DeploymentPlanner.Plan(Settled(desired), settled, _clock.GetUtcNow()).Needs }, settled);
    }

    /// <summary>The app's reply URLs with their owners; null when there is no app.</summary>
    /// <exception cref="ConnectorException">Sign-in or a read failed.</exception>
    public async Task<IReadOnlyList<ReplyUrlOwner>?> ListReplyUrlsAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var caller = await SignInAsync(desired, isSecretNeeded: false, cancellationToken).ConfigureAwait(false);
        var observed = await ReadAsync(desired, caller, cancellationToken).ConfigureAwait(false);
        if (observed.Entra?.Application is not { } application)
        {
            return null;
        }

        var connectors = await _environment.ReadRedirectUrlsAsync(cancellationToken).ConfigureAwait(false);
        return ReplyUrlInventory.Create(desired.Application!, application, connectors);
    }

    /// <summary>Takes reply URLs of ours whose connector is gone from the app.</summary>
    /// <exception cref="ConnectorException">CB7402: the app is only verified; CB7004, CB7005, CB9005.</exception>
    public async Task RemoveReplyUrlsAsync(DesiredState desired, IReadOnlyList<ReplyUrlOwner> dead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var wanted = desired.Application!;
        if (wanted.IsVerifiedOnly)
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.OwnerMustAct,
                DiagnosticSeverity.Error,
                "The app is another team's (EntraMode=\"Verify\"), so its reply URLs are theirs to remove. Nothing was changed. Send them the list."));
        }

        var observed = await _directory.ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        await _directory.Registry.RemoveRedirectUrisAsync(
            observed.Application!.Id, [.. dead.Where(d => d.IsDead).Select(d => (d.Url, wanted.ReplyUrlTag(d.Url)))], wanted.IsShared, cancellationToken).ConfigureAwait(false);
    }

    // Before anything is read or written: who we are, and that it is the environment's tenant.
    private async Task<Caller> SignInAsync(DesiredState desired, bool isSecretNeeded, CancellationToken cancellationToken)
    {
        var (entra, dataverse) = await BothAsync(
            desired.Application is null ? Task.FromResult<SignedInIdentity?>(null) : Optional(_directory.SignInAsync(cancellationToken)),
            _environment.SignInAsync(cancellationToken)).ConfigureAwait(false);
        ClientSecret? brought = null;
        if (desired.Application?.Secret is { IsBrought: true } source)
        {
            try
            {
                brought = await _secrets.ReadAsync(source, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (!isSecretNeeded && e.Diagnostics.All(d => d.Descriptor == EntraDiagnostics.SecretVariableMissing || d.Descriptor == DeploymentDiagnostics.Unreachable))
            {
                // Who only looks need not hold the secret.
                foreach (var diagnostic in e.Diagnostics)
                {
                    _observer.Report(new Diagnostic(diagnostic.Descriptor, DiagnosticSeverity.Info, diagnostic.Message));
                }
            }
        }

        if (entra is not null)
        {
            _observer.SignedIn("Entra", entra);
        }

        _observer.SignedIn("Dataverse", dataverse);
        return new Caller(entra, brought);
    }

    private async Task<ObservedState> ReadAsync(DesiredState desired, Caller caller, CancellationToken cancellationToken)
    {
        var (entra, dataverse) = await BothAsync(
            desired.Application is { } application
                ? Optional(_directory.ReadAsync(application, cancellationToken))
                : Task.FromResult<EntraObservation?>(null),
            _environment.ReadAsync(desired, cancellationToken)).ConfigureAwait(false);
        return new ObservedState(entra, dataverse)
        {
            Brought = caller.Brought is not { } brought ? null : BroughtSecret.Create(desired.Application!.Secret, brought, desired.Row.Identity.RowId),
        };
    }

    // Verified means: a plan made from what is there now is empty, and several reads in a row agree.
    private async Task<ObservedState> VerifyAsync(DesiredState desired, StepApplier applier, Caller caller, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        ObservedState? last = null;
        DeploymentPlan? rest = null;
        var agreed = await new Replication(_clock).ConfirmAsync(
            async () =>
            {
                last = await ReadAsync(desired, caller, cancellationToken).ConfigureAwait(false);
                rest = DeploymentPlanner.Plan(Settled(desired), last, _clock.GetUtcNow());
                if (!rest.IsBlocked && rest.Steps is [WriteRecord late])
                {
                    // Another run of the same project wrote between our row and our record, and only the record's word of the row is out of date.
                    await Applier(desired, last, caller).ApplyAsync(late, cancellationToken).ConfigureAwait(false);
                }

                return rest.IsEmpty && !rest.IsBlocked;
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
                    $"Everything was written, but read back the {s.Thing} is not as it should be: still to {s.Kind.ToString().ToLowerInvariant()} {s.Summary}. Run again; if it stays so, another tool or person changes it at the same time.")),
                .. rest.Diagnostics,
            ]);
        }

        foreach (var difference in applier.CompareColumns(last!))
        {
            _observer.Report(difference);
        }

        _observer.Verified(applier.Facts(last!), _clock.GetElapsedTime(started));
        return last!;
    }

    private StepApplier Applier(DesiredState desired, ObservedState observed, Caller caller) =>
        new(desired, observed, _directory, _environment, new SecretProbe(_tokens, _target, _clock), _clock, caller.Brought, caller.Entra?.ObjectId, _observer);

    private static Diagnostic Stopped(DeploymentPlan plan, List<DeploymentStep> done, string when) => new(
        DeploymentDiagnostics.Stopped,
        DiagnosticSeverity.Warning,
        $"{done.Count} of {plan.Steps.Length} {(plan.Steps.Length == 1 ? "change" : "changes")} had been made {when}{(done.Count > 0 ? ": " : "")}{string.Join("; ", done.Select(Verb))}. {(done.Count > 0 ? "They stay, and the" : "The")} next run goes on from there.");

    private static string Verb(DeploymentStep step) => $"{step.Kind.ToString().ToLowerInvariant()} {step.Thing}";

    // What was asked for once is done by now.
    private static DesiredState Settled(DesiredState desired) => desired.Application is { RotateNow: true } application
        ? desired with { Application = application with { RotateNow = false } }
        : desired;

    private static async Task<T?> Optional<T>(Task<T> task)
        where T : class => await task.ConfigureAwait(false);

    // Side by side; when both fail, both are told.
    private static async Task<(T1 First, T2 Second)> BothAsync<T1, T2>(Task<T1> first, Task<T2> second)
    {
        try
        {
            await Task.WhenAll(first, second).ConfigureAwait(false);
        }
        catch (ConnectorException) when (first.Exception?.InnerException is ConnectorException a && second.Exception?.InnerException is ConnectorException b)
        {
            throw new ConnectorException(SignIn.Merge(a.Diagnostics, b.Diagnostics), a);
        }

        return (await first.ConfigureAwait(false), await second.ConfigureAwait(false));
    }
}
