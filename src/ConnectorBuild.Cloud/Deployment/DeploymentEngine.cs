using System.Runtime.CompilerServices;
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
    // Of many runs at once each loses to every other one at most once.
    private const int MaxRaces = 5;

    private readonly DeploymentClouds _clouds;
    private readonly DeploymentReader _reader;
    private readonly TimeProvider _clock;
    private readonly IDeploymentObserver _observer;
    private int _applied;
    private bool _hasImported;
    private bool _isRescue;

    // Those that have made apps and secrets before an import.
    private readonly List<StepApplier> _early = [];

    /// <summary>An engine for one environment.</summary>
    /// <param name="target">The environment.</param>
    /// <param name="entra">Signs in to Graph.</param>
    /// <param name="dataverse">Signs in to Dataverse.</param>
    /// <param name="secrets">Reads a secret that the user brings.</param>
    /// <param name="clock">The time, and every wait.</param>
    /// <param name="observer">Receives what happens.</param>
    /// <exception cref="ConnectorException">CB9007: the target's trusted certificate cannot be read.</exception>
    public DeploymentEngine(
        DeploymentTarget target, TokenCredential entra, TokenCredential dataverse, ISecretReader secrets, TimeProvider clock, IDeploymentObserver observer)
    {
        _clouds = new DeploymentClouds(target, entra, dataverse, secrets, clock, observer);
        _reader = new DeploymentReader(_clouds, clock);
        _clock = clock;
        _observer = observer;
    }

    /// <inheritdoc/>
    public void Dispose() => _clouds.Dispose();

    /// <summary>Signs in, reads and plans; writes nothing.</summary>
    /// <exception cref="ConnectorException">Sign-in or a read failed.</exception>
    public async Task<(DeploymentPlan Plan, ObservedState Observed)> PlanAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var prepared = Begin((await _reader.ReadAllAsync([desired], [], isToBeApplied: false, cancellationToken).ConfigureAwait(false))[0]);
        return (prepared.Plan, prepared.Observed);
    }

    /// <summary>Applies the desired state, and reads back that it holds.</summary>
    /// <exception cref="ConnectorException">Something refused; what was done before stays, and the next run continues from there.</exception>
    public Task<DeploymentResult> DeployAsync(DesiredState desired, CancellationToken cancellationToken) =>
        DeployAsync(desired, approved: null, cancellationToken);

    /// <summary>Does exactly what was approved, and reads back that it is done.</summary>
    /// <param name="desired">What the project wants.</param>
    /// <param name="approved">The plan that was approved; null where none is asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB9104 to CB9107: project or environment are not those of the approved plan, and nothing was changed; else as without one.</exception>
    public async Task<DeploymentResult> DeployAsync(DesiredState desired, ApprovedPlan? approved, CancellationToken cancellationToken) =>
        await ApplyInTurnAsync(await PrepareAsync(desired, approved, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Plans a deployment of one connector, ready to be applied; writes nothing.</summary>
    /// <param name="desired">What the project wants.</param>
    /// <param name="approved">The plan that was approved; null where none is asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">Sign-in or a read failed; CB9104 to CB9107: project or environment are not those of the approved plan.</exception>
    public async Task<PreparedDeployment> PrepareAsync(DesiredState desired, ApprovedPlan? approved, CancellationToken cancellationToken) =>
        Begin((await _reader.ReadAllAsync([desired], approved is null ? [] : [approved], isToBeApplied: true, cancellationToken).ConfigureAwait(false))[0]);

    /// <summary>Plans a deployment of several connectors; writes nothing. A secret that the user brings need not be there.</summary>
    /// <param name="states">The connectors.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their plans, in the order in which they would be deployed. All are read before the first is reported.</returns>
    /// <exception cref="ConnectorException">Sign-in or a read failed.</exception>
    public async IAsyncEnumerable<PreparedDeployment> PlanAllAsync(IReadOnlyList<DesiredState> states, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var read in await _reader.ReadAllAsync(states, [], isToBeApplied: false, cancellationToken).ConfigureAwait(false))
        {
            yield return Begin(read);
        }
    }

    /// <summary>Deploys connectors: all are planned before the first is touched, so that what forbids one leaves none of them half done.</summary>
    /// <param name="states">The connectors.</param>
    /// <param name="approved">The plans that were approved, one for each connector; empty where none are asked for.</param>
    /// <param name="deployed">Is called with each connector that is deployed, before the next one begins.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">
    /// A plan is blocked, and nothing was changed; CB9104 to CB9107: project or environment are not those of the approved plans; something refused, and what
    /// was done before stays.
    /// </exception>
    public async Task DeployAllAsync(
        IReadOnlyList<DesiredState> states,
        IReadOnlyList<ApprovedPlan> approved,
        Func<DesiredState, DeploymentResult, CancellationToken, Task> deployed,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployed);
        var prepared = (await _reader.ReadAllAsync(states, approved, isToBeApplied: true, cancellationToken).ConfigureAwait(false)).Select(Begin).ToList();
        if (prepared.Any(p => p.Plan.IsBlocked))
        {
            throw new ConnectorException([.. prepared.Where(p => p.Plan.IsBlocked).SelectMany(p => p.Plan.Diagnostics).Distinct().OrderByDescending(d => d.Severity)]);
        }

        try
        {
            await DeployPreparedAsync(prepared, deployed, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            // A secret that its connector did not get, because another connector failed, is of no use to a later run.
            foreach (var applier in _early)
            {
                await applier.DiscardSecretAsync(cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task DeployPreparedAsync(
        List<PreparedDeployment> prepared, Func<DesiredState, DeploymentResult, CancellationToken, Task> deployed, CancellationToken cancellationToken)
    {
        if (prepared.Count > 1)
        {
            prepared = await MakeApplicationsAsync(prepared, cancellationToken).ConfigureAwait(false);
        }

        List<PreparedDeployment> overtaken = [];
        List<ConnectorException> failures = [];
        foreach (var (deployment, index) in prepared.Select((d, i) => (d, i)))
        {
            // Where one could not go without an import of its own, it took the secrets of those before it.
            var result = await TryAsync(deployment).ConfigureAwait(false);
            overtaken = result?.Plan.Steps.Any(ImportForecast.ChangesAll) == true ? prepared[..index] : overtaken;
        }

        foreach (var deployment in overtaken)
        {
            await TryAsync(deployment).ConfigureAwait(false);
        }

        if (failures.Count > 0)
        {
            throw failures.Count == 1 ? failures[0] : new ConnectorException([.. failures.SelectMany(f => f.Diagnostics).Distinct()], failures[0]) { Refusal = failures[0].Refusal };
        }

        // The import took the secrets of all; what stops one connector must not leave the others without theirs.
        async Task<DeploymentResult?> TryAsync(PreparedDeployment deployment)
        {
            _isRescue = failures.Count > 0;
            try
            {
                return await DeployOneAsync(deployment).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (_hasImported && prepared.Count > 1)
            {
                failures.Add(e);
                return null;
            }
        }

        async Task<DeploymentResult> DeployOneAsync(PreparedDeployment deployment)
        {
            if (prepared.Count > 1)
            {
                _observer.Began(deployment.Desired);
            }

            var result = await ApplyInTurnAsync(deployment, cancellationToken).ConfigureAwait(false);
            await deployed(deployment.Desired, result, cancellationToken).ConfigureAwait(false);
            return result;
        }
    }

    // One import gives every connector its client id, so all apps of a package are there before it.
    private async Task<List<PreparedDeployment>> MakeApplicationsAsync(List<PreparedDeployment> prepared, CancellationToken cancellationToken)
    {
        if (prepared.FindIndex(p => p.Plan.Steps.Any(ImportForecast.ChangesAll)) is var importing && importing < 0)
        {
            return prepared;
        }

        await StageAsync(prepared[importing], cancellationToken).ConfigureAwait(false);
        var made = new List<PreparedDeployment>();
        var clientIds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (deployment, index) in prepared.Select((d, i) => (d, i)))
        {
            var result = index == importing ? deployment : await MakeApplicationAsync(deployment, cancellationToken).ConfigureAwait(false);
            made.Add(result);
            foreach (var name in index != importing && result.Application is not null ? result.Desired.Route.Variables.ClientIds : new HashSet<string>())
            {
                clientIds[name] = result.Application!.AppId;
            }
        }

        made[importing] = made[importing] with { ClientIds = clientIds };
        return made;
    }

    // The others' secrets are minted first. Behind a staged upgrade the package cannot be checked before that is completed.
    private Task StageAsync(PreparedDeployment importing, CancellationToken cancellationToken) =>
        importing.Plan.Steps.OfType<ImportSolution>().FirstOrDefault() is { } import && !importing.Plan.Steps.Any(s => s is PromoteUpgrade)
            ? _clouds.Applier(importing.Desired, importing.Observed, importing.Caller).StageAsync(import, cancellationToken)
            : Task.CompletedTask;

    private async Task<PreparedDeployment> MakeApplicationAsync(PreparedDeployment deployment, CancellationToken cancellationToken)
    {
        var (desired, plan, observed) = deployment;
        var applier = _clouds.Applier(desired, observed, deployment.Caller, clientIds: null);
        var steps = plan.Steps.Where(ImportForecast.IsBeforeImport).ToList();
        if (steps.Count > 0)
        {
            _early.Add(applier);
            _observer.Began(desired);
            await RunAsync(plan, steps, [], applier, cancellationToken).ConfigureAwait(false);
        }

        return deployment with { Done = steps, Application = applier.Application, Hand = applier.Hand };
    }

    private PreparedDeployment Begin(ReadDeployment read)
    {
        _observer.Began(read.Desired);
        return Prepare(read);
    }

    private PreparedDeployment Prepare(ReadDeployment read)
    {
        var (desired, observed) = read;
        var plan = observed.ImportedWith is not null && desired.Route is ImportRoute route
            ? ImportForecast.Plan(desired, route, observed, _clock.GetUtcNow())
            : DeploymentPlanner.Plan(desired, observed, _clock.GetUtcNow());
        plan = plan with { Steps = [.. read.Brought, .. plan.Steps.Where(s => IsToDo(read, s))] };
        _observer.Planned(desired, observed, plan);
        var prepared = new PreparedDeployment(desired, plan, observed) { Approved = read.Approved, Caller = read.Caller, Applied = _applied };
        if (read.Approved is { } approved && PlanApproval.RequireSamePlan(approved, desired, observed, plan) && plan.Steps.Length is var left and > 0)
        {
            // How many are done cannot be told: a step may be done in part, and another one may stand for it.
            _observer.Progress($"An earlier run of this plan has made a part of the approved changes; this one continues with {left} that {(left == 1 ? "is" : "are")} left.");
        }

        return prepared;
    }

    // A secret that came of age since the plan was approved can wait for the next run.
    private static bool IsToDo(ReadDeployment read, DeploymentStep step) => step switch
    {
        AddSecret or UseSecret => !read.HasSecret,
        RemoveSecret => read.Approved is not { } approved || PlanProgress.Covers(approved, step),
        _ => true,
    };

    // Who lost a race to another run reads what that run has done, and plans the rest. What was approved is not planned again.
    private async Task<DeploymentResult> ApplyInTurnAsync(PreparedDeployment prepared, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ApplyAsync(prepared, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (
                attempt < MaxRaces && prepared.Approved is null && !_hasImported && e.Diagnostics[0].Descriptor == DataverseDiagnostics.Moved)
            {
                _observer.Progress("another run wrote at the same time; reads what it has done, and plans again");
                prepared = Prepare(await new LostRace(_clouds, _clock).ReadAsync(prepared, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    /// <summary>Carries out a plan, and reads back that it is done. A plan from before another one was carried out is made again: that one may have brought a part of it.</summary>
    /// <exception cref="ConnectorException">The plan is blocked, or something refused; what was done before stays, and the next run continues from there.</exception>
    public async Task<DeploymentResult> ApplyAsync(PreparedDeployment prepared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (prepared.Applied != _applied || prepared.Observed.ImportedWith is not null)
        {
            var approved = prepared.Approved;
            var now = await _clouds.ReadAsync(prepared.Desired, prepared.Caller, cancellationToken).ConfigureAwait(false);

            // A replica may not know the app yet that was made before the import; the secret that was made for it then is still to be given to the connector.
            now = now is { Entra: { Application: null } entra } && prepared.Application is { } application ? now with { Entra = entra with { Application = application } } : now;
            prepared = Prepare(
                new ReadDeployment(prepared.Desired, now) { Caller = prepared.Caller, Brought = [.. prepared.Done, .. prepared.Plan.Steps.Where(s => s is BroughtByImport)], HasSecret = prepared.Hand?.Secret is not null })
                with { Done = prepared.Done, Hand = prepared.Hand };
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

        // What another connector's failure has left to import is for the next run: nothing is imported twice.
        if (plan.IsEmpty || (_isRescue && plan.Steps.Any(ImportForecast.ChangesAll)))
        {
            return new DeploymentResult(plan, observed);
        }

        _applied++;
        var applier = _clouds.Applier(desired, observed, prepared.Caller, prepared.ClientIds, prepared.Hand);
        await RunAsync(plan, plan.Steps.Skip(prepared.Done.Count), [.. prepared.Done], applier, cancellationToken).ConfigureAwait(false);
        return await new DeploymentVerifier(_clouds, _clock, _observer).VerifyAsync(prepared, applier, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(
        DeploymentPlan plan, IEnumerable<DeploymentStep> steps, List<DeploymentStep> done, StepApplier applier, CancellationToken cancellationToken)
    {
        var run = new StepRun(plan, applier, _observer, _clock);
        try
        {
            await run.RunAsync([.. steps], done, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _hasImported = _hasImported || applier.HasImported;
        }
    }

    /// <summary>The app's reply URLs with their owners; null when there is no app.</summary>
    /// <exception cref="ConnectorException">Sign-in or a read failed.</exception>
    public async Task<IReadOnlyList<ReplyUrlOwner>?> ListReplyUrlsAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var caller = await _clouds.SignInAsync(desired, isSecretNeeded: false, cancellationToken).ConfigureAwait(false);
        var observed = await _clouds.ReadAsync(desired, caller, cancellationToken).ConfigureAwait(false);
        if (observed.Entra?.Application is not { } application)
        {
            return null;
        }

        var connectors = await _clouds.Environment.ReadRedirectUrlsAsync(cancellationToken).ConfigureAwait(false);
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

        var observed = await _clouds.Directory.ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        await _clouds.Directory.Registry.RemoveRedirectUrisAsync(
            observed.Application!.Id, [.. dead.Where(d => d.IsDead).Select(d => (d.Url, wanted.ReplyUrlTag(d.Url)))], wanted.IsShared, cancellationToken).ConfigureAwait(false);
    }
}
