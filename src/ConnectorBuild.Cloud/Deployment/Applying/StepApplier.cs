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
    IReadOnlyDictionary<string, string>? clientIds = null)
{
    private ApplicationState? _application = observed.Entra?.Application;
    private ConnectorState? _connector = observed.Dataverse.Connector;
    private RecordState _record = observed.Dataverse.Record;
    private Guid? _publisherId = observed.Dataverse.Publisher?.Id;
    private PasswordState? _minted;
    private ClientSecret? _secret;
    private IReadOnlyDictionary<string, string?> _sent = new Dictionary<string, string?>();

    /// <summary>The app as it is by now; null while there is none.</summary>
    public ApplicationState? Application => _application;

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

            case UseSecret use:
                _secret = brought!;
                if (!CanBeTried)
                {
                    return $"from {use.Source}, not tried: the app has no service principal yet";
                }

                await probe.TryBroughtAsync(_application!.AppId, _secret, use.Source, isAppNew: observed.Entra?.Application is null, cancellationToken).ConfigureAwait(false);
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
                _connector = await environment.CreateConnectorAsync(desired, create.Columns, _secret, _application?.AppId, cancellationToken).ConfigureAwait(false);
                _sent = create.Columns;
                return $"id {_connector.Id}";

            case AttachCustomCode attach:
                _connector = await Code.WriteAsync(_connector!, attach.Columns, secret: null, clientId: null, cancellationToken).ConfigureAwait(false);
                _sent = _sent.Concat(attach.Columns).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
                return null;

            case UpdateConnector update:
                _connector = await Code.WriteAsync(update.Observed, update.Columns, _secret, _application?.AppId, cancellationToken).ConfigureAwait(false);
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
                await environment.WriteRecordAsync(desired, _record, Record(), cancellationToken).ConfigureAwait(false);
                return null;

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

    /// <summary>What was read back and agreed, a line each. What an app that is only verified lacks is not among them, but among the plan's needs.</summary>
    public IReadOnlyList<string> Facts(ObservedState now)
    {
        var facts = new List<string>();
        if (now.Entra?.Application is { } app)
        {
            facts.Add(desired.Application!.IsVerifiedOnly
                ? $"app registration '{app.DisplayName}' ({app.AppId}), another team's: nothing was written to it"
                : $"app registration '{app.DisplayName}' ({app.AppId}) with its service principal and {Count(app.Permissions.Length, "permission")}");
            if (desired.Application!.Secret.Kind is not (SecretSourceKind.Reference or SecretSourceKind.Federated))
            {
                facts.Add($"client secret {(brought is null ? now.Dataverse.Record.Record?.SecretKeyId : $"from {desired.Application.Secret}")}" + (_secret is null ? "" : CanBeTried ? ", taken by the token endpoint" : ", not tried yet"));
            }
        }

        if (desired.Application is { GrantAdminConsent: true } && now.Entra is { Grants: { Length: > 0 } grants })
        {
            facts.Add($"admin consent to {string.Join(' ', grants.SelectMany(g => g.Scopes).Distinct(StringComparer.Ordinal))}");
        }

        if (now.Dataverse.Connector is { } row)
        {
            facts.Add($"connector '{row.Name}' in solution '{desired.Solution.UniqueName}', {(CompareColumns(now).Count == 0 ? "every column that was sent read back as sent" : "read back, with the differences above")}");
            if (desired.Owner is not null || desired.Shares.Count > 0)
            {
                facts.Add($"owner and shares ({string.Join(", ", desired.Shares.Select(s => $"{s.Principal} {s.Access}").Prepend(desired.Owner ?? "owner left alone"))})");
            }

            facts.AddRange(RedirectUrls(row).Where(u => now.Entra?.Application?.RedirectUris.Contains(u, StringComparer.Ordinal) == true).Select(u => $"reply URL {u}"));
        }

        return facts;

        static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";
    }

    /// <summary>Columns that were sent in this run and still have their former value, whatever the service answered.</summary>
    /// <param name="row">The row as it is now; null when there is none.</param>
    public IReadOnlyList<string> NotTaken(ConnectorState? row) =>
        row is not null && observed.Dataverse.Connector is { } former ? [.. Otherwise(row).Where(c => former[c] == row[c])] : [];

    /// <summary>Compares what was sent in this run with the current state.</summary>
    /// <returns>Columns that the platform keeps in its own words.</returns>
    /// <exception cref="ConnectorException">CB9006: a column still has its former value, whatever the service answered.</exception>
    public IReadOnlyList<Diagnostic> CompareColumns(ObservedState now)
    {
        if (now.Dataverse.Connector is not { } row)
        {
            return [];
        }

        return NotTaken(row) is { Count: > 0 } notTaken
            ? throw new ConnectorException(new Diagnostic(DeploymentDiagnostics.NotVerified, NotTakenText(row, notTaken)))
            : [.. Otherwise(row).Select(c => new Diagnostic(
                DeploymentDiagnostics.KeptOtherwise,
                $"The environment stored {c} of connector '{row.Name}' differently from what was sent. This may only be formatting; compare it in the maker portal if the connector behaves differently from the project."))];
    }

    // A save of a managed connector would only put one more unmanaged layer over it.
    private static string NotTakenText(ConnectorState row, IReadOnlyList<string> columns)
    {
        var what = $"Dataverse answered that connector '{row.Name}' was updated, but read back {string.Join(", ", columns)} still {(columns.Count == 1 ? "has its former value" : "have their former values")}.";
        return row.IsManaged
            ? $"{what} An unmanaged customization can hide what an import brings. {UnmanagedLayers.Cure(row.Name)} Then run again."
            : $"{what} Run again; if it stays so, open the connector in the maker portal and save it once.";
    }

    private IEnumerable<string> Otherwise(ConnectorState row) => _sent
        .Where(c => c.Key != ConnectorColumns.Icon && (c.Value is not null || !ConnectorColumns.Find(c.Key).IsKeptUnlessStated))
        .Where(c => !ConnectorColumns.AreSame(c.Key, Filled(c.Key, c.Value), row[c.Key]))
        .Select(c => c.Key);

    private string? Filled(string column, string? value) =>
        value is not null && _application is not null && column is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets
            ? ConnectorSignIn.Fill(value!, _application!.AppId, secret: null)
            : value;

    private async Task<string?> ImportAsync(ImportSolution import, CancellationToken cancellationToken)
    {
        var applier = new SolutionApplier(desired, environment, environment.Importer(desired.Target, clock, observer.Progress, observer.Report), observer, clientIds);
        var (now, outcome) = await applier.ImportAsync(import, observed, _application, clock, cancellationToken).ConfigureAwait(false);
        (_connector, _record, _sent) = (now.Connector, now.Record, ConnectorColumns.Of(desired.Row, _application?.AppId));
        return outcome;
    }

    private async Task<string?> RestoreAsync(RestoreSignIn restore, CancellationToken cancellationToken)
    {
        var columns = ConnectorColumns.Of(desired.Row, _application?.AppId)
            .Where(c => c.Value is not null && c.Key is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets && c.Value is not null)
            .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        if (restore.IsOnlyIfLost && columns.All(c => ConnectorColumns.AreSame(c.Key, c.Value, _connector![c.Key])))
        {
            return "as the import brought them";
        }

        try
        {
            _connector = await environment.UpdateConnectorAsync(desired, _connector!, columns, _secret, _application?.AppId, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException e) when (_connector!.IsManaged && e.Diagnostics.Any(d => d.Descriptor == DataverseDiagnostics.Refused))
        {
            throw SolutionApplier.CannotRestore(desired, restore, e);
        }

        return null;
    }

    private async Task<string> MintAsync(AddSecret add, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"{desired.Application!.SecretPrefix}{now:yyyyMMddTHHmmss}-{Guid.NewGuid().ToString("N")[..6]}");
        (_minted, _secret) = await directory.Secrets.MintAsync(_application!.Id, name, add.Expires - now, cancellationToken).ConfigureAwait(false);
        await probe.WaitAsync(_application.AppId, _secret, observer.Progress, cancellationToken).ConfigureAwait(false);
        var (asked, granted) = ((add.Expires - now).TotalDays, (_minted.End - _minted.Start).TotalDays);
        if (granted < asked - 1)
        {
            observer.Report(new Diagnostic(
                EntraDiagnostics.SecretShortened,
                string.Create(CultureInfo.InvariantCulture, $"A policy of the tenant allowed the client secret {granted:0.#} days of the {asked:0.#} that ConnectorSecretLifetimeDays asks for: it expires on {_minted.End:yyyy-MM-dd}, and publish renews it when less than a third is left. Publish at least every {Math.Max(1, Math.Floor(granted / 3)):0} days, or users cannot sign in after that.")));
        }

        return string.Create(CultureInfo.InvariantCulture, $"id {_minted.KeyId}, valid until {_minted.End:yyyy-MM-dd}, taken by the token endpoint");
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
            SecretKeyId = brought is null ? _minted?.KeyId ?? former?.SecretKeyId : null,
            SecretFingerprint = observed.Brought is not { } told ? null : _secret is not null && !CanBeTried ? told.UntriedFingerprint : _secret is null ? former?.SecretFingerprint : told.Fingerprint,
            SecretSince = _secret is null ? former?.SecretSince : clock.GetUtcNow(),
            SecretExpires = _minted?.End ?? former?.SecretExpires,
            SecretLifetimeDays = _minted is null ? former?.SecretLifetimeDays : Math.Round((_minted.End - _minted.Start).TotalDays, 2),
            RedirectUrls = RedirectUrls(_connector),
            PackageHash = (desired.Route as ImportRoute)?.Package.Hash,
            Variables = VariablePlanner.Hash(desired, d => desired.Route.Variables.ClientIds.Contains(d.SchemaName) && _application is not null
                ? _application.AppId
                : desired.Route.Variables.Values.GetValueOrDefault(d.SchemaName)
                    ?? observed.Dataverse.Variables.GetValueOrDefault(d.SchemaName)?.Value
                    ?? d.DefaultValue
                    ?? observed.Dataverse.Variables.GetValueOrDefault(d.SchemaName)?.DefaultValue),
            Granted = SharingPlanner.Granted(desired, observed.Dataverse),
            Sent = Sent(former),
            Read = _connector.Columns.ToDictionary(c => c.Key, c => ConnectorColumns.ReadHash(c.Key, c.Value), StringComparer.Ordinal),
        };
    }

    // Of a column that was not taken the record keeps the former hash, so that the next run sends the column again.
    private Dictionary<string, string> Sent(DeploymentRecord? former)
    {
        var sent = ConnectorColumns.Of(desired.Row, _application?.AppId)
            .ToDictionary(c => c.Key, c => ContentHash.Of(c.Value ?? ""), StringComparer.Ordinal);
        foreach (var column in NotTaken(_connector))
        {
            if (former?.Sent.GetValueOrDefault(column) is { } hash)
            {
                sent[column] = hash;
            }
            else
            {
                sent.Remove(column);
            }
        }

        return sent;
    }

    private static IReadOnlyList<string> RedirectUrls(ConnectorState row) =>
        ConnectorSignIn.RedirectUrls(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets]);
}
