using System.Collections.Immutable;
using ConnectorBuild.Deployment;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace ConnectorBuild.Entra;

/// <summary>Reads what a plan needs of the directory: first by names, then what only the app's id leads to.</summary>
internal sealed class EntraReader(GraphSession session)
{
    public Task<EntraObservation> ReadAsync(DesiredApplication desired, CancellationToken cancellationToken) =>
        GraphSession.CallingAsync("reading the app registration", desired.IsVerifiedOnly ? "Application.Read.All" : "Application.ReadWrite.OwnedBy", async () =>
        {
            var batch = new GraphBatch(session.Client);
            var application = await batch.AddAsync(ApplicationRequest(desired)).ConfigureAwait(false);
            var lookups = new List<(string Asked, string Step)>();
            foreach (var resource in desired.Resources.Select(r => r.Resource))
            {
                foreach (var spelling in Spellings(resource))
                {
                    lookups.Add((resource, await batch.AddAsync(ResourceRequest(spelling)).ConfigureAwait(false)));
                }
            }

            await batch.SendAsync(cancellationToken).ConfigureAwait(false);
            var found = await batch.FindAsync<Application>(application).ConfigureAwait(false);
            var apis = await ResourcesAsync(batch, lookups).ConfigureAwait(false);
            return found is null
                ? new EntraObservation(null, null, apis) { Deleted = await FindDeletedAsync(desired, cancellationToken).ConfigureAwait(false) }
                : await WithPrincipalAsync(new EntraObservation(GraphMapping.ToState(found), null, apis), desired, cancellationToken).ConfigureAwait(false);
        });

    private static async Task<ImmutableArray<ResourceApi>> ResourcesAsync(GraphBatch batch, List<(string Asked, string Step)> lookups)
    {
        var apis = new Dictionary<string, ResourceApi>(StringComparer.Ordinal);
        foreach (var (asked, step) in lookups)
        {
            var list = await batch.FindAsync<ServicePrincipalCollectionResponse>(step).ConfigureAwait(false);
            if (!apis.TryGetValue(asked, out var known) || known.AppId is null)
            {
                apis[asked] = GraphMapping.ToApi(asked, list?.Value?.FirstOrDefault());
            }
        }

        return [.. apis.Values];
    }

    // Consent is asked for only where it matters: reading it needs a right that OwnedBy does not bring.
    private async Task<EntraObservation> WithPrincipalAsync(EntraObservation observation, DesiredApplication desired, CancellationToken cancellationToken)
    {
        var appId = observation.Application!.AppId;
        var batch = new GraphBatch(session.Client);
        var principal = await batch.AddAsync(session.Client.ServicePrincipalsWithAppId(appId)
            .ToGetRequestInformation(r => r.QueryParameters.Select = ["id", "appId"])).ConfigureAwait(false);
        await batch.SendAsync(cancellationToken).ConfigureAwait(false);
        var found = await batch.FindAsync<ServicePrincipal>(principal).ConfigureAwait(false);
        return observation with
        {
            ServicePrincipalId = found?.Id,
            Trusts = desired.Secret.Kind == SecretSourceKind.Federated ? await TrustsAsync(observation.Application.Id, cancellationToken).ConfigureAwait(false) : [],
            Grants = found?.Id is { } id && desired.GrantAdminConsent ? await GrantsAsync(id, cancellationToken).ConfigureAwait(false) : [],
        };
    }

    private async Task<ImmutableArray<ConsentGrant>> GrantsAsync(string principalId, CancellationToken cancellationToken)
    {
        var grants = await session.Client.Oauth2PermissionGrants.GetAsync(
            r => r.QueryParameters.Filter = $"clientId eq '{principalId}' and consentType eq 'AllPrincipals'", cancellationToken).ConfigureAwait(false);
        return [.. (grants?.Value ?? []).Where(g => g.Id is not null).Select(GraphMapping.ToGrant)];
    }

    private async Task<ImmutableArray<FederatedTrust>> TrustsAsync(string id, CancellationToken cancellationToken)
    {
        var credentials = await session.Client.Applications[id].FederatedIdentityCredentials.GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return
        [
            .. (credentials?.Value ?? [])
                .Where(c => c.Issuer is not null && c.Subject is not null)
                .Select(c => new FederatedTrust(c.Issuer!, c.Subject!, c.Audiences?.FirstOrDefault() ?? FederatedTrust.DefaultAudience)),
        ];
    }

    // A deleted app keeps its unique name for 30 days. Looking needs more than OwnedBy (omadia); without the right the upsert will tell.
    private async Task<DeletedApplication?> FindDeletedAsync(DesiredApplication desired, CancellationToken cancellationToken)
    {
        if (desired.IsVerifiedOnly)
        {
            return null;
        }

        try
        {
            var deleted = await session.Client.Directory.DeletedItems.GraphApplication.GetAsync(
                r =>
                {
                    r.QueryParameters.Filter = desired.ClientId is { } clientId ? $"appId eq '{clientId}'" : $"uniqueName eq '{desired.UniqueName}'";
                    r.QueryParameters.Select = ["id", "appId", "displayName"];
                },
                cancellationToken).ConfigureAwait(false);
            return deleted?.Value?.FirstOrDefault() is { Id: not null, AppId: not null } app
                ? new DeletedApplication(app.Id, app.AppId, app.DisplayName ?? "")
                : null;
        }
        catch (ODataError e) when (GraphSession.IsDenied(e))
        {
            return null;
        }
    }

    private RequestInformation ApplicationRequest(DesiredApplication desired) => desired.ClientId is { } clientId
        ? session.Client.ApplicationsWithAppId(clientId).ToGetRequestInformation(r => r.QueryParameters.Select = GraphMapping.ApplicationColumns)
        : session.Client.ApplicationsWithUniqueName(desired.UniqueName).ToGetRequestInformation(r => r.QueryParameters.Select = GraphMapping.ApplicationColumns);

    private RequestInformation ResourceRequest(string resource) => session.Client.ServicePrincipals.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Filter = Guid.TryParse(resource, out var appId)
            ? $"appId eq '{appId}'"
            : $"servicePrincipalNames/any(n:n eq '{resource.Replace("'", "''", StringComparison.Ordinal)}')";
        r.QueryParameters.Select = ["id", "appId", "displayName", "oauth2PermissionScopes"];
    });

    // Entra matches exactly; the same API is known with and without its trailing slash.
    private static IEnumerable<string> Spellings(string resource) =>
        Guid.TryParse(resource, out _) ? [resource] : resource.EndsWith('/') ? [resource, resource.TrimEnd('/')] : [resource, resource + "/"];
}
