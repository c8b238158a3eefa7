using System.Globalization;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Applying;

/// <summary>Carries out the steps of one plan, in order, and carries from step to step what only the clouds can say: ids, the secret, the redirect URL.</summary>
internal sealed class StepApplier(
    DesiredState desired,
    ObservedState observed,
    EntraDirectory directory,
    ConnectorEnvironment environment,
    SecretProbe probe,
    TimeProvider clock,
    ClientSecret? brought,
    string? owner,
    IDeploymentObserver observer,
    IReadOnlyDictionary<string, string>? clientIds = null,
    SecretInHand? hand = null)
{
    // Of several runs at once that write the same row.
    private const int MaxRestoreAttempts = 5;

    private ApplicationState? _application = observed.Entra?.Application;
    private ConnectorState? _connector = observed.Dataverse.Connector;
    private DataverseObservation _dataverse = observed.Dataverse;
    private RecordState _record = observed.Dataverse.Record;
    private Guid? _publisherId = observed.Dataverse.Publisher?.Id;
    private readonly SecretInHand _hand = hand ?? new SecretInHand();
    private IReadOnlyDictionary<string, string?> _sent = new Dictionary<string, string?>();

    /// <summary>The secret that this run holds for the connector.</summary>
    public SecretInHand Hand => _hand;

    /// <summary>The app as it is by now; null while there is none.</summary>
    public ApplicationState? Application => _application;

    /// <summary>Whether an import was done, so that the connectors of its package have no secret until theirs is put back.</summary>
    public bool HasImported { get; private set; }

    /// <summary>
    /// Removes the secret that this run has minted, if no connector can have got it: nobody else knows its text. What cannot be removed is left for a later run.
    /// </summary>
    /// <returns>Whether it was removed.</returns>
    public async Task<bool> DiscardSecretAsync(CancellationToken cancellationToken)
    {
        if (_hand.Minted is not { } minted || _hand.IsHandedOver)
        {
            return false;
        }

        try
        {
            await directory.Secrets.RemoveAsync(_application!.Id, minted.KeyId, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            return false;
        }

        (_hand.Minted, _hand.Secret) = (null, null);
        observer.Progress($"removes client secret {minted.KeyId} again: this run added it, and no connector got it");
        return true;
    }

    /// <summary>Carries out a step.</summary>
    /// <returns>What came of it, for people; null when there is nothing to add.</returns>
    /// <exception cref="ConnectorException">It was refused.</exception>
    public async Task<string?> ApplyAsync(DeploymentStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case CreatePublisher create:
                _publisherId = await environment.CreatePublisherAsync(create.Solution, cancellationToken).ConfigureAwait(false);
                return null;

            case CreateSolution create:
                await environment.CreateSolutionAsync(create.Solution, _publisherId!.Value, cancellationToken).ConfigureAwait(false);
                return null;

            case CreateApplication create:
                _application = await directory.Registry.CreateAsync(create.Application, [.. create.Permissions.Select(p => p.Required)], owner, cancellationToken).ConfigureAwait(false);
                return $"client id {_application.AppId}";

            case RestoreApplication restore:
                _application = await directory.Registry.RestoreAsync(restore.Deleted, cancellationToken).ConfigureAwait(false);
                return $"client id {_application.AppId}";

            case UpdateApplication update:
                await directory.Registry.UpdateAsync(_application!.Id, update.UniqueName, update.Audience, update.Permissions, cancellationToken).ConfigureAwait(false);
                return null;

            case RestoreServicePrincipal restore:
                await directory.Registry.RestoreServicePrincipalAsync(restore.ObjectId, cancellationToken).ConfigureAwait(false);
                return null;

            case CreateServicePrincipal:
                await directory.Registry.EnsureServicePrincipalAsync(_application!.AppId, cancellationToken).ConfigureAwait(false);
                return null;

            case GrantConsent grant:
                await directory.Consent.GrantAsync(_application!.AppId, grant.Resource.ServicePrincipalId!, grant.Scopes, cancellationToken).ConfigureAwait(false);
                return null;

            case OnBehalfOfStep expose:
                return await new OnBehalfOfApplier(directory.Exposure, desired.Application!.IsShared).ApplyAsync(expose, _application!, cancellationToken).ConfigureAwait(false);

            case UseSecret use:
                _hand.Secret = brought!;
                if (!CanBeTried)
                {
                    return $"from {use.Source}, not tried: the app has no service principal yet";
                }

                await probe.TryBroughtAsync(_application!.AppId, _hand.Secret, use.Source, isAppNew: observed.Entra?.Application is null, cancellationToken).ConfigureAwait(false);
                return $"from {use.Source}, taken by the token endpoint";

            case AddSecret add:
                return await MintAsync(add, cancellationToken).ConfigureAwait(false);

            case CreateVariable create:
                await environment.Variables.CreateAsync(
                    create.Definition, create.IsClientId ? _application!.AppId : create.Value, desired.Solution.UniqueName, cancellationToken).ConfigureAwait(false);
                return null;

            case UpdateVariable update:
                await environment.Variables.UpdateAsync(update.Definition, update.Observed, cancellationToken).ConfigureAwait(false);
                return null;

            case SetVariable set:
                await environment.Variables.SetAsync(set.Name, set.Observed, set.Value ?? _application!.AppId, cancellationToken).ConfigureAwait(false);
                return null;

            case CreateConnector create:
                _connector = await HandOverAsync(
                    () => environment.CreateConnectorAsync(desired, create.Columns, _hand.Secret, _application?.AppId, cancellationToken)).ConfigureAwait(false);
                _sent = create.Columns;
                return $"id {_connector.Id}";

            case AttachCustomCode attach:
                _connector = await Code.WriteAsync(_connector!, attach.Columns, secret: null, clientId: null, cancellationToken).ConfigureAwait(false);
                _sent = _sent.Concat(attach.Columns).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
                return null;

            case UpdateConnector update:
                _connector = await HandOverAsync(
                    () => Code.WriteAsync(update.Observed, update.Columns, _hand.Secret, _application?.AppId, cancellationToken)).ConfigureAwait(false);
                _sent = update.Columns;
                return null;

            case AssignOwner assign:
                _connector = await environment.Sharing.AssignAsync(_connector!, assign.Owner, cancellationToken).ConfigureAwait(false);
                return null;

            case ShareConnector share:
                await environment.Sharing.ShareAsync(_connector!.Id, share.Principal, share.Rights, share.IsShared, cancellationToken).ConfigureAwait(false);
                return null;

            case RevokeShare revoke:
                await environment.Sharing.RevokeAsync(_connector!.Id, revoke.Principal, cancellationToken).ConfigureAwait(false);
                return null;

            case PromoteUpgrade promote:
                return await PromoteAsync(promote, cancellationToken).ConfigureAwait(false);

            case ImportSolution import:
                return await ImportAsync(import, cancellationToken).ConfigureAwait(false);

            case BroughtByImport:
                return "as imported";

            case SetClientId set:
                foreach (var name in set.Names)
                {
                    await environment.Variables.SetAsync(name, observed.Dataverse.Variables[name], _application!.AppId, cancellationToken).ConfigureAwait(false);
                }

                return null;

            case SetConnection set:
                await environment.Connections.SetConnectionAsync(set.Observed, set.ConnectionId, cancellationToken).ConfigureAwait(false);
                return null;

            case RestoreSignIn restore:
                return await RestoreAsync(restore, cancellationToken).ConfigureAwait(false);

            case WriteRecord:
                return await environment.Records.WriteAsync(desired, _record, Record(), cancellationToken).ConfigureAwait(false)
                    ? null
                    : "another run has saved the connector since, and its record stays";

            case AddReplyUrl add:
                return await AddReplyUrlsAsync(add, cancellationToken).ConfigureAwait(false);

            case AddTrust add:
                return await AddTrustsAsync(add, cancellationToken).ConfigureAwait(false);

            case RemoveSecret remove:
                await directory.Secrets.RemoveAsync(_application!.Id, remove.Secret.KeyId, cancellationToken).ConfigureAwait(false);
                return null;

            default:
                throw new ArgumentException($"No rule for step {step.GetType().Name}.", nameof(step));
        }
    }

    private CustomCodeWriter Code => new(desired, environment, clock, observer);

    // Only the app's owner can make a service principal for an app that is only verified; until then Entra gives it no token.
    private bool CanBeTried => desired.Application is not { IsVerifiedOnly: true } || observed.Entra?.ServicePrincipalId is not null;

    /// <inheritdoc cref="AgreedFacts.Of"/>
    public IReadOnlyList<string> Facts(ObservedState now) =>
        new AgreedFacts(desired, isBrought: brought is not null, secret: _hand.Secret is null ? "" : CanBeTried ? ", taken by the token endpoint" : ", not tried yet")
            .Of(now, isAsSent: CompareColumns(now).Count == 0);

    /// <inheritdoc cref="SentColumns.NotTaken"/>
    public IReadOnlyList<string> NotTaken(ConnectorState? row) => Columns.NotTaken(row);

    /// <inheritdoc cref="SentColumns.Compare"/>
    public IReadOnlyList<Diagnostic> CompareColumns(ObservedState now) => Columns.Compare(now.Dataverse.Connector);

    private SentColumns Columns => new(_sent, observed.Dataverse.Connector, _application?.AppId);

    private SolutionImporter Importer => environment.Importer(desired.Target, clock, observer.Progress, observer.Report);

    /// <summary>
    /// Has the environment check the package of an import that is still to come: what it refuses is refused before a secret is minted.
    /// </summary>
    /// <exception cref="ConnectorException">CB8102: it does not take the package; CB8xxx, CB9005.</exception>
    public Task StageAsync(ImportSolution import, CancellationToken cancellationToken) => Importer.StageAsync(import.Package, cancellationToken);

    private async Task<string?> PromoteAsync(PromoteUpgrade promote, CancellationToken cancellationToken)
    {
        await Importer.PromoteAsync(promote.SolutionName, cancellationToken).ConfigureAwait(false);
        _dataverse = await environment.ReadAsync(desired, cancellationToken).ConfigureAwait(false);
        (_connector, _record) = (_dataverse.Connector, _dataverse.Record);
        return null;
    }

    private async Task<string?> ImportAsync(ImportSolution import, CancellationToken cancellationToken)
    {
        var applier = new SolutionApplier(desired, environment, Importer, observer, clientIds);
        var (state, isDone) = await applier.ImportAsync(import, observed with { Dataverse = _dataverse }, _application, clock, cancellationToken).ConfigureAwait(false);
        HasImported = true;
        var (now, outcome) = isDone
            ? await applier.LookAsync(import.Route, state, _application, cancellationToken).ConfigureAwait(false)
            : (state, "another import has brought it by now");
        (_connector, _record, _sent) = (now.Connector, now.Record, ConnectorColumns.Of(desired.Row, _application?.AppId));
        return outcome;
    }

    private async Task<string?> RestoreAsync(RestoreSignIn restore, CancellationToken cancellationToken)
    {
        // The import was done, and what it brought could not be read then.
        _connector = _connector is null || (HasImported && ReferenceEquals(_connector, _dataverse.Connector))
            ? (await environment.ReadAsync(desired, cancellationToken).ConfigureAwait(false)).Connector ?? _connector
            : _connector;
        var columns = ConnectorColumns.Of(desired.Row, _application?.AppId)
            .Where(c => c.Value is not null && c.Key is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets && c.Value is not null)
            .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        if (restore.IsOnlyIfLost && columns.All(c => ConnectorColumns.AreSame(c.Key, c.Value, _connector![c.Key])))
        {
            return "as the import brought them";
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _connector = await HandOverAsync(
                    () => environment.UpdateConnectorAsync(desired, _connector!, columns, _hand.Secret, _application?.AppId, cancellationToken)).ConfigureAwait(false);
                return null;
            }
            catch (ConnectorException e) when (attempt < MaxRestoreAttempts && e.Diagnostics[0].Descriptor == DataverseDiagnostics.Moved)
            {
                // Without its secret the connector signs nobody in, and no other field is touched, whoever wrote meanwhile.
                _connector = (await environment.ReadAsync(desired, cancellationToken).ConfigureAwait(false)).Connector;
                if (_connector is null)
                {
                    throw;
                }
            }
            catch (ConnectorException e) when (_connector!.IsManaged && e.Diagnostics.Any(d => d.Descriptor == DataverseDiagnostics.Refused || d.Descriptor == DataverseDiagnostics.UnmanagedBlocked))
            {
                throw SolutionApplier.CannotRestore(desired, restore, e);
            }
        }
    }

    // A refusal says that the row was not written; a lost answer does not.
    private async Task<ConnectorState> HandOverAsync(Func<Task<ConnectorState>> write)
    {
        var before = _hand.IsHandedOver;
        _hand.IsHandedOver = _hand.IsHandedOver || _hand.Secret is not null;
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (ConnectorException e) when (e.Refusal is { Status: >= 400 and < 500 })
        {
            _hand.IsHandedOver = before;
            throw;
        }
    }

    private async Task<string> MintAsync(AddSecret add, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"{desired.Application!.SecretPrefix}{now:yyyyMMddTHHmmss}-{Guid.NewGuid().ToString("N")[..6]}");
        (_hand.Minted, _hand.Secret) = await directory.Secrets.MintAsync(_application!.Id, name, add.Expires - now, cancellationToken).ConfigureAwait(false);
        await probe.WaitAsync(_application.AppId, _hand.Secret, observer.Progress, cancellationToken).ConfigureAwait(false);
        var (asked, granted) = ((add.Expires - now).TotalDays, (_hand.Minted.End - _hand.Minted.Start).TotalDays);
        if (granted < asked - 1)
        {
            observer.Report(new Diagnostic(
                EntraDiagnostics.SecretShortened,
                string.Create(CultureInfo.InvariantCulture, $"A policy of the tenant allowed the client secret {granted:0.#} days of the {asked:0.#} that ConnectorSecretLifetimeDays asks for: it expires on {_hand.Minted.End:yyyy-MM-dd}, and publish renews it when less than a third is left. Publish at least every {Math.Max(1, Math.Floor(granted / 3)):0} days, or users cannot sign in after that.")));
        }

        return string.Create(CultureInfo.InvariantCulture, $"id {_hand.Minted.KeyId}, valid until {_hand.Minted.End:yyyy-MM-dd}, taken by the token endpoint");
    }

    private async Task<string?> AddReplyUrlsAsync(AddReplyUrl add, CancellationToken cancellationToken)
    {
        var urls = add.Url is { } known ? [known] : RedirectUrls(_connector!);
        if (urls.Count == 0)
        {
            throw new ConnectorException(new Diagnostic(
                DataverseDiagnostics.NoRedirectUrl,
                $"Connector '{_connector!.Name}' was saved, but the environment shows no redirect URL for it, so none can be added to the app and sign-in would end with AADSTS50011. Run again in a minute; if there is still none, open the connector's security page in the maker portal and save it once."));
        }

        foreach (var url in urls)
        {
            await directory.Registry.AddRedirectUriAsync(_application!.Id, url, desired.Application!.ReplyUrlTag(url), desired.Application.IsShared, cancellationToken).ConfigureAwait(false);
        }

        return add.Url is null ? string.Join(", ", urls) : null;
    }

    private async Task<string?> AddTrustsAsync(AddTrust add, CancellationToken cancellationToken)
    {
        IReadOnlyList<FederatedTrust> trusts = add.Trust is { } known
            ? [known]
            : ConnectorSignIn.FederatedTrusts(_connector![ConnectorColumns.ConnectionParameters], _connector[ConnectorColumns.ConnectionParameterSets]);
        if (trusts.Count == 0)
        {
            throw new ConnectorException(new Diagnostic(
                DataverseDiagnostics.NoTrust,
                $"Connector '{_connector!.Name}' was saved, but the environment shows no issuer and subject for its sign-in without a secret (preview), so the app cannot trust it. The platform may take some minutes: run again; the next run continues from here."));
        }

        foreach (var trust in trusts)
        {
            var name = $"connectorbuild-{ContentHash.Of($"{trust.Issuer} {trust.Subject}")}";
            await directory.Registry.AddTrustAsync(_application!.Id, name, trust, cancellationToken).ConfigureAwait(false);
        }

        return add.Trust is null ? string.Join(", ", trusts.Select(t => t.Subject)) : null;
    }

    private DeploymentRecord Record()
    {
        var former = observed.Dataverse.Record.Record;
        return new DeploymentRecord
        {
            RowETag = _connector!.ETag,
            ClientId = _application?.AppId,
            SecretKeyId = brought is null ? _hand.Minted?.KeyId ?? former?.SecretKeyId : null,
            Former = _hand.Secret is null ? former?.Former : FormerSecrets.Of(observed, desired.Application!.SecretPrefix, _hand.Minted?.KeyId),
            SecretFingerprint = observed.Brought is not { } told ? null : _hand.Secret is not null && !CanBeTried ? told.UntriedFingerprint : _hand.Secret is null ? former?.SecretFingerprint : told.Fingerprint,
            SecretSince = _hand.Secret is null ? former?.SecretSince : clock.GetUtcNow(),
            SecretExpires = _hand.Minted?.End ?? former?.SecretExpires,
            SecretLifetimeDays = _hand.Minted is null ? former?.SecretLifetimeDays : Math.Round((_hand.Minted.End - _hand.Minted.Start).TotalDays, 2),
            RedirectUrls = RedirectUrls(_connector),
            PackageHash = (desired.Route as ImportRoute)?.Package.Hash,
            Variables = VariablePlanner.Hash(desired, d => desired.Route.Variables.ClientIds.Contains(d.SchemaName) && _application is not null
                ? _application.AppId
                : desired.Route.Variables.Values.GetValueOrDefault(d.SchemaName)
                    ?? observed.Dataverse.Variables.GetValueOrDefault(d.SchemaName)?.Value
                    ?? d.DefaultValue
                    ?? observed.Dataverse.Variables.GetValueOrDefault(d.SchemaName)?.DefaultValue),
            Granted = SharingPlanner.Granted(desired, observed.Dataverse),
            Sent = Columns.Hashes(ConnectorColumns.Of(desired.Row, _application?.AppId), _connector, former),
            Read = _connector.Columns.ToDictionary(c => c.Key, c => ConnectorColumns.ReadHash(c.Key, c.Value), StringComparer.Ordinal),
        };
    }

    private static IReadOnlyList<string> RedirectUrls(ConnectorState row) =>
        ConnectorSignIn.RedirectUrls(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets]);
}
