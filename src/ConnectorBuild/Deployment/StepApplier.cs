using System.Globalization;
using ConnectorBuild.Dataverse;
using ConnectorBuild.Entra;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Deployment;

/// <summary>Carries out the steps of one plan, in order, and carries from step to step what only the clouds can say: ids, the secret, the redirect URL.</summary>
internal sealed class StepApplier(
    DesiredState desired, ObservedState observed, EntraDirectory directory, ConnectorEnvironment environment, SecretProbe probe, TimeProvider clock)
{
    private ApplicationState? application = observed.Entra?.Application;
    private ConnectorState? connector = observed.Dataverse.Connector;
    private Guid? publisherId = observed.Dataverse.Publisher?.Id;
    private PasswordState? minted;
    private ClientSecret? secret;

    /// <summary>Carries out a step.</summary>
    /// <returns>What came of it, for people; null when there is nothing to add.</returns>
    /// <exception cref="ConnectorException">It was refused.</exception>
    public async Task<string?> ApplyAsync(DeploymentStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case CreatePublisher create:
                publisherId = await environment.CreatePublisherAsync(create.Solution, cancellationToken).ConfigureAwait(false);
                return null;

            case CreateSolution create:
                await environment.CreateSolutionAsync(create.Solution, publisherId!.Value, cancellationToken).ConfigureAwait(false);
                return null;

            case CreateApplication create:
                application = await directory.CreateApplicationAsync(
                    create.Application.UniqueName, create.Application.DisplayName, create.Application.Audience, [.. create.Permissions.Select(p => p.Required)], cancellationToken).ConfigureAwait(false);
                return $"client id {application.AppId}";

            case UpdateApplication update:
                await directory.UpdateApplicationAsync(update.Observed.Id, displayName: null, update.Audience, update.Permissions, cancellationToken).ConfigureAwait(false);
                return null;

            case CreateServicePrincipal:
                await directory.EnsureServicePrincipalAsync(application!.AppId, cancellationToken).ConfigureAwait(false);
                return null;

            case AddSecret add:
                return await MintAsync(add, cancellationToken).ConfigureAwait(false);

            case CreateConnector create:
                connector = await environment.CreateConnectorAsync(desired, create.Columns, secret, application?.AppId, cancellationToken).ConfigureAwait(false);
                return $"id {connector.Id}";

            case UpdateConnector update:
                connector = await environment.UpdateConnectorAsync(desired, update.Observed, update.Columns, secret, application?.AppId, cancellationToken).ConfigureAwait(false);
                return null;

            case WriteRecord:
                await environment.WriteRecordAsync(desired, observed.Dataverse.Record, Record(), cancellationToken).ConfigureAwait(false);
                return null;

            case AddReplyUrl add:
                return await AddReplyUrlsAsync(add, cancellationToken).ConfigureAwait(false);

            case RemoveSecret remove:
                await directory.RemovePasswordAsync(application!.Id, remove.Secret.KeyId, cancellationToken).ConfigureAwait(false);
                return null;

            default:
                throw new ArgumentException($"No rule for step {step.GetType().Name}.", nameof(step));
        }
    }

    /// <summary>What was read back and agreed, a line each.</summary>
    public IReadOnlyList<string> Facts(ObservedState now)
    {
        var facts = new List<string>();
        if (now.Entra?.Application is { } app)
        {
            facts.Add($"app registration '{app.DisplayName}' ({app.AppId}) with its service principal and {Count(app.Permissions.Length, "permission")}");
            facts.Add($"client secret {now.Dataverse.Record.Record?.SecretKeyId}" + (minted is null ? "" : ", taken by the token endpoint"));
        }

        if (now.Dataverse.Connector is { } row)
        {
            facts.Add($"connector '{row.Name}' in solution '{desired.Solution.UniqueName}', every column as sent");
            facts.AddRange(RedirectUrls(row).Select(u => $"reply URL {u}"));
        }

        return facts;

        static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";
    }

    private async Task<string> MintAsync(AddSecret add, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"{desired.Application!.SecretPrefix}{now:yyyyMMddTHHmmss}-{Guid.NewGuid().ToString("N")[..6]}");
        (minted, secret) = await directory.AddPasswordAsync(application!.Id, name, add.Expires, cancellationToken).ConfigureAwait(false);
        await probe.WaitAsync(application.AppId, secret, cancellationToken).ConfigureAwait(false);
        return $"id {minted.KeyId}, taken by the token endpoint";
    }

    private async Task<string?> AddReplyUrlsAsync(AddReplyUrl add, CancellationToken cancellationToken)
    {
        var urls = add.Url is { } known ? [known] : RedirectUrls(connector!);
        if (urls.Count == 0)
        {
            throw new ConnectorException(new Diagnostic(
                DataverseDiagnostics.NoRedirectUrl,
                $"Connector '{connector!.Name}' was saved, but the environment shows no redirect URL for it, so none can be added to the app and sign-in would end with AADSTS50011. Run again in a minute; if there is still none, open the connector's security page in the maker portal and save it once."));
        }

        foreach (var url in urls)
        {
            await directory.AddRedirectUriAsync(application!.Id, url, cancellationToken).ConfigureAwait(false);
        }

        return add.Url is null ? string.Join(", ", urls) : null;
    }

    private DeploymentRecord Record()
    {
        var former = observed.Dataverse.Record.Record;
        return new DeploymentRecord
        {
            RowETag = connector!.ETag,
            ClientId = application?.AppId,
            SecretKeyId = minted?.KeyId ?? former?.SecretKeyId,
            SecretSince = minted is null ? former?.SecretSince : clock.GetUtcNow(),
            SecretExpires = minted?.End ?? former?.SecretExpires,
            SecretLifetimeDays = minted is null ? former?.SecretLifetimeDays : (minted.End - minted.Start).TotalDays,
            RedirectUrls = RedirectUrls(connector),
            Sent = ConnectorColumns.Of(desired.Row, application?.AppId)
                .ToDictionary(c => c.Key, c => DeploymentRecord.Hash(c.Value ?? ""), StringComparer.Ordinal),
            Read = connector.Columns.ToDictionary(c => c.Key, c => DeploymentPlanner.RecordHash(c.Key, c.Value), StringComparer.Ordinal),
        };
    }

    private static IReadOnlyList<string> RedirectUrls(ConnectorState row) =>
        ConnectorSignIn.RedirectUrls(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets]);
}
