using System.Collections.Immutable;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Rules;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Reads what a plan needs of the directory: first by names, then what only the app's id leads to.</summary>
internal sealed class EntraReader(GraphSession session)
{
    public Task<EntraObservation> ReadAsync(DesiredApplication desired, CancellationToken cancellationToken) =>
        session.CallingAsync("reading the app registration", desired.IsVerifiedOnly ? "Application.Read.All" : "Application.ReadWrite.OwnedBy", async () =>
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

            var platform = desired.IsOnBehalfOf ? await batch.AddAsync(ResourceRequest(OnBehalfOf.PlatformAppId)).ConfigureAwait(false) : null;
            await batch.SendAsync(cancellationToken).ConfigureAwait(false);
            var found = await batch.FindAsync<Application>(application).ConfigureAwait(false);
            var platformId = platform is null
                ? null
                : (await batch.FindAsync<ServicePrincipalCollectionResponse>(platform).ConfigureAwait(false))?.Value?.FirstOrDefault()?.Id;
            var apis = await ResourcesAsync(batch, lookups).ConfigureAwait(false);
            apis = await WithNearAsync(apis, cancellationToken).ConfigureAwait(false);
            var observation = new EntraObservation(
                found is null ? null : GraphMapping.ToState(found), null, apis) { PlatformPrincipalId = platformId };
            return found is null
                ? await WithDeletedAsync(observation, desired, cancellationToken).ConfigureAwait(false)
                : await WithPrincipalAsync(observation, desired, cancellationToken).ConfigureAwait(false);
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
    private async Task<EntraObservation> WithPrincipalAsync(
        EntraObservation observation, DesiredApplication desired, CancellationToken cancellationToken)
    {
        var appId = observation.Application!.AppId;
        var batch = new GraphBatch(session.Client);
        var principal = await batch.AddAsync(session.Client.ServicePrincipalsWithAppId(appId)
            .ToGetRequestInformation(r => r.QueryParameters.Select = ["id", "appId"])).ConfigureAwait(false);
        var others = new List<(string Asked, string Step)>();
        foreach (var other in OtherResources(observation))
        {
            others.Add((other, await batch.AddAsync(ResourceRequest(other)).ConfigureAwait(false)));
        }

        await batch.SendAsync(cancellationToken).ConfigureAwait(false);
        var found = await batch.FindAsync<ServicePrincipal>(principal).ConfigureAwait(false);
        var grants = found?.Id is { } id && (desired.GrantAdminConsent || desired.IsOnBehalfOf)
            ? await GrantsAsync(id, desired.IsVerifiedOnly || !desired.GrantAdminConsent, cancellationToken).ConfigureAwait(false)
            : [];
        return observation with
        {
            ServicePrincipalId = found?.Id,
            OtherResources = await ResourcesAsync(batch, others).ConfigureAwait(false),
            Trusts = desired.Secret.Kind == SecretSourceKind.Federated
                ? await TrustsAsync(observation.Application.Id, cancellationToken).ConfigureAwait(false)
                : [],
            Grants = grants ?? [],
            IsConsentHidden = grants is null,
        };
    }

    // For the names of permissions that nobody needs; a batch has room for 20.
    private static IEnumerable<string> OtherResources(EntraObservation observation) => observation.Application!.Permissions
        .Select(p => p.ResourceAppId)
        .Except(observation.Resources.Select(r => r.AppId).OfType<Guid>())
        .Select(id => id.ToString())
        .Take(15);

    private async Task<ImmutableArray<ConsentGrant>?> GrantsAsync(string principalId, bool mayBeHidden, CancellationToken cancellationToken)
    {
        try
        {
            var grants = await session.Client.Oauth2PermissionGrants.GetAsync(
                r => r.QueryParameters.Filter = $"clientId eq '{principalId}' and consentType eq 'AllPrincipals'", cancellationToken).ConfigureAwait(false);
            return [.. (grants?.Value ?? []).Where(g => g.Id is not null).Select(GraphMapping.ToGrant)];
        }
        catch (ODataError e) when (mayBeHidden && GraphSession.IsDenied(e))
        {
            return null;
        }
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
    private async Task<EntraObservation> WithDeletedAsync(
        EntraObservation observation, DesiredApplication desired, CancellationToken cancellationToken)
    {
        if (desired.IsVerifiedOnly)
        {
            return observation;
        }

        try
        {
            var applications = await session.Client.Directory.DeletedItems.GraphApplication.GetAsync(
                r =>
                {
                    r.QueryParameters.Filter = desired.ClientId is { } clientId ? $"appId eq '{clientId}'" : $"uniqueName eq '{desired.UniqueName}'";
                    r.QueryParameters.Select = GraphMapping.ApplicationColumns;
                },
                cancellationToken).ConfigureAwait(false);
            if (applications?.Value?.FirstOrDefault() is not { Id: not null, AppId: not null } application)
            {
                return observation;
            }

            // Consent hangs on the service principal, and a new one would have none.
            var principals = await session.Client.Directory.DeletedItems.GraphServicePrincipal.GetAsync(
                r =>
                {
                    r.QueryParameters.Filter = $"appId eq '{application.AppId}'";
                    r.QueryParameters.Select = ["id", "appId"];
                },
                cancellationToken).ConfigureAwait(false);
            return observation with { Deleted = new DeletedApplication(GraphMapping.ToState(application), principals?.Value?.FirstOrDefault()?.Id) };
        }
        catch (ODataError e) when (GraphSession.IsDenied(e))
        {
            return observation with { IsDeletedHidden = true };
        }
    }

    // Only on the way to an error: what the tenant has instead of a resource that it does not have.
    private async Task<ImmutableArray<ResourceApi>> WithNearAsync(ImmutableArray<ResourceApi> apis, CancellationToken cancellationToken)
    {
        if (apis.All(a => a.AppId is not null))
        {
            return apis;
        }

        var page = await session.Client.ServicePrincipals.GetAsync(
            r =>
            {
                r.QueryParameters.Select = ["id", "servicePrincipalNames"];
                r.QueryParameters.Top = 999;
            },
            cancellationToken).ConfigureAwait(false);
        var names = (page?.Value ?? []).SelectMany(p => p.ServicePrincipalNames ?? [])
            .Where(n => n.Contains("://", StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return [.. apis.Select(
            a => a.AppId is not null
                ? a
                : a with { Near = [.. names.Select(
                    n => (Name: n, Distance: Similar.Distance(n, a.Asked))).Where(n => n.Distance <= a.Asked.Length / 2).OrderBy(n => n.Distance).Take(3).Select(n => n.Name)] })];
    }

    private RequestInformation ApplicationRequest(DesiredApplication desired) => desired.ClientId is { } clientId
        ? session.Client.ApplicationsWithAppId(clientId).ToGetRequestInformation(r => r.QueryParameters.Select = GraphMapping.ApplicationColumns)
        : session.Client.ApplicationsWithUniqueName(desired.UniqueName)
            .ToGetRequestInformation(r => r.QueryParameters.Select = GraphMapping.ApplicationColumns);

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
