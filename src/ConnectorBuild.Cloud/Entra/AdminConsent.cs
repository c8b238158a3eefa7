using ConnectorBuild.Diagnostics;
using Microsoft.Graph.Models;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Consent that an administrator gives for all users (<c>oauth2PermissionGrants</c> with <c>AllPrincipals</c>).</summary>
internal sealed class AdminConsent(GraphSession session)
{
    private const string Right = "DelegatedPermissionGrant.ReadWrite.All (or Directory.ReadWrite.All)";

    /// <summary>Adds scopes of a resource to what is consented to; existing consent stays.</summary>
    /// <param name="appId">The app's client id.</param>
    /// <param name="resourceId">Object id of the resource's service principal.</param>
    /// <param name="scopes">Names of delegated permissions.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB7004, CB7005, CB9005.</exception>
    public Task GrantAsync(string appId, string resourceId, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken) =>
        session.CallingAsync("granting admin consent", Right, async () =>
        {
            var principal = await session.OnAsync(
                appId,
                () => session.Client.ServicePrincipalsWithAppId(appId).GetAsync(r => r.QueryParameters.Select = ["id"], cancellationToken),
                cancellationToken).ConfigureAwait(false);
            var clientId = GraphMapping.Required(principal?.Id, "id of a service principal");
            var grants = await session.Client.Oauth2PermissionGrants.GetAsync(
                r => r.QueryParameters.Filter = $"clientId eq '{clientId}' and consentType eq 'AllPrincipals'", cancellationToken).ConfigureAwait(false);
            if (grants?.Value?.FirstOrDefault(g => g.ResourceId == resourceId) is { Id: not null } existing)
            {
                var scope = string.Join(' ', GraphMapping.ToGrant(existing).Scopes.Union(scopes, StringComparer.Ordinal));
                await session.Client.Oauth2PermissionGrants[existing.Id].PatchAsync(
                    new OAuth2PermissionGrant { Scope = scope }, cancellationToken: cancellationToken).ConfigureAwait(false);
                return true;
            }

            await session.Replication.RepeatAsync(
                () => session.Client.Oauth2PermissionGrants.PostAsync(
                    new OAuth2PermissionGrant
                    {
                        ClientId = clientId,
                        ConsentType = "AllPrincipals",
                        ResourceId = resourceId,
                        Scope = string.Join(' ', scopes),
                    },
                    cancellationToken: cancellationToken),
                e => session.IsLag(e, appId) || GraphRefusals.IsReferenceUnknown(e),
                cancellationToken).ConfigureAwait(false);
            return true;
        });
}
