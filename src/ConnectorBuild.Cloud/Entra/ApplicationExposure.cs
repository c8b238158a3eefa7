using System.Security.Cryptography;
using System.Text;
using ConnectorBuild.Connectors;
using Microsoft.Graph.Models;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>
/// Exposes the app of a connector to the platform, for on-behalf-of sign-in. Graph replaces lists as a whole, so each is read, added to
/// and written: what others put there stays, and an existing scope keeps its id.
/// </summary>
internal sealed class ApplicationExposure(GraphSession session, ApplicationRegistry registry)
{
    private const string Right = "Application.ReadWrite.OwnedBy and must own the app, or Application.ReadWrite.All";

    /// <summary>Adds an Application ID URI.</summary>
    public Task AddIdentifierUriAsync(ApplicationState app, string uri, bool isShared, CancellationToken cancellationToken) =>
        session.CallingAsync("adding the application ID URI", Right, async () =>
        {
            var uris = (await ReadAsync(app.Id, isShared, cancellationToken).ConfigureAwait(false)).SelectMany(a => a.IdentifierUris ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            return uris.Contains(uri, StringComparer.OrdinalIgnoreCase)
                || await PatchAsync(app.Id, new Application { IdentifierUris = [.. uris, uri] }, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Adds an enabled scope for users, or enables the one of that name.</summary>
    public Task AddScopeAsync(ApplicationState app, string name, bool isShared, CancellationToken cancellationToken) =>
        session.CallingAsync("adding the scope", Right, async () =>
        {
            var scopes = (await ReadAsync(app.Id, isShared, cancellationToken).ConfigureAwait(false))
                .SelectMany(a => a.Api?.Oauth2PermissionScopes ?? [])
                .DistinctBy(s => s.Id)
                .ToList();
            if (scopes.Find(s => s.Value == name) is { } existing)
            {
                (existing.IsEnabled, existing.Type) = (true, "User");
            }
            else
            {
                scopes.Add(Scope(app, name));
            }

            return await PatchAsync(
                app.Id, new Application { Api = new ApiApplication { Oauth2PermissionScopes = [.. scopes.Select(Copy)] } },
                cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Lets the platform use a scope of the app without asking the user.</summary>
    /// <param name="app">The app.</param>
    /// <param name="scope">The scope's name.</param>
    /// <param name="isShared">Whether others write to the app, too.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task PreauthorizeAsync(ApplicationState app, string scope, bool isShared, CancellationToken cancellationToken) =>
        session.CallingAsync("authorizing the platform's app", Right, () => session.Replication.RepeatAsync(
            async () =>
            {
                var read = await ReadAsync(app.Id, isShared, cancellationToken).ConfigureAwait(false);
                var id = (read.SelectMany(a => a.Api?.Oauth2PermissionScopes ?? []).FirstOrDefault(s => s.Value == scope)?.Id ?? ScopeId(app.AppId, scope)).ToString();
                var clients = Clients(read);
                var platform = clients.FirstOrDefault(c => string.Equals(c.AppId, OnBehalfOf.PlatformAppId, StringComparison.OrdinalIgnoreCase));
                var others = clients.Where(c => c != platform);
                return await PatchAsync(
                    app.Id,
                    Preauthorizing(
                        [.. others, Client(OnBehalfOf.PlatformAppId, [.. (platform?.DelegatedPermissionIds ?? []).Union([id], StringComparer.OrdinalIgnoreCase)])]),
                    cancellationToken).ConfigureAwait(false);
            },

            // A replica that does not know the scope yet.
            e => e.ResponseStatusCode == 400 && GraphRefusals.IsPermissionUnknown(e),
            cancellationToken));

    /// <summary>Takes the platform's authorization back; scopes and Application ID URIs stay.</summary>
    public Task RevokeAsync(string id, bool isShared, CancellationToken cancellationToken) =>
        session.CallingAsync("removing the platform's authorization", Right, async () =>
        {
            var clients = Clients(await ReadAsync(id, isShared, cancellationToken).ConfigureAwait(false));
            return await PatchAsync(
                id,
                Preauthorizing([.. clients.Where(c => !string.Equals(c.AppId, OnBehalfOf.PlatformAppId, StringComparison.OrdinalIgnoreCase))]),
                cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Makes the service principal of the platform's app.</summary>
    public Task EnsurePlatformAsync(CancellationToken cancellationToken) =>
        registry.EnsureServicePrincipalAsync(OnBehalfOf.PlatformAppId, cancellationToken);

    // The same in every run, so that a run which does not see an earlier one's scope adds no second one.
    private static Guid ScopeId(string appId, string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{appId}/{name}")).AsSpan(0, 16));

    private static PermissionScope Scope(ApplicationState app, string name) => new()
    {
        Id = ScopeId(app.AppId, name),
        Value = name,
        Type = "User",
        IsEnabled = true,
        AdminConsentDisplayName = $"Use {app.DisplayName}",
        AdminConsentDescription = "Allows the Power Platform to call the connector's API as the signed-in user.",
        UserConsentDisplayName = $"Use {app.DisplayName}",
        UserConsentDescription = "Allows the Power Platform to call the connector's API as you.",
    };

    // The SDK sends only what was assigned since an object was read, so entries are assigned anew.
    private static PermissionScope Copy(PermissionScope s) => new()
    {
        Id = s.Id,
        Value = s.Value,
        Type = s.Type,
        IsEnabled = s.IsEnabled,
        AdminConsentDisplayName = s.AdminConsentDisplayName,
        AdminConsentDescription = s.AdminConsentDescription,
        UserConsentDisplayName = s.UserConsentDisplayName,
        UserConsentDescription = s.UserConsentDescription,
    };

    private static PreAuthorizedApplication Client(string appId, List<string> scopes) => new() { AppId = appId, DelegatedPermissionIds = scopes };

    private static List<PreAuthorizedApplication> Clients(List<Application> read) =>
    [
        .. read.SelectMany(a => a.Api?.PreAuthorizedApplications ?? [])
            .Where(c => c.AppId is not null)
            .GroupBy(c => c.AppId!, StringComparer.OrdinalIgnoreCase)
            .Select(g => Client(g.Key, [.. g.SelectMany(c => c.DelegatedPermissionIds ?? []).Distinct(StringComparer.OrdinalIgnoreCase)])),
    ];

    private static Application Preauthorizing(List<PreAuthorizedApplication> clients) =>
        new() { Api = new ApiApplication { PreAuthorizedApplications = clients } };

    // Of an app that others write to, one replica's answer is not enough to write a whole list by.
    private async Task<List<Application>> ReadAsync(string id, bool isShared, CancellationToken cancellationToken)
    {
        var read = new List<Application>();
        while (read.Count < (isShared ? 3 : 1))
        {
            var application = await session.OnAsync(
                id,
                () => session.Client.Applications[id].GetAsync(r => r.QueryParameters.Select = ["id", "identifierUris", "api"], cancellationToken),
                cancellationToken).ConfigureAwait(false);
            read.Add(GraphMapping.Required(application, "application"));
        }

        return read;
    }

    private async Task<bool> PatchAsync(string id, Application change, CancellationToken cancellationToken)
    {
        await session.OnAsync(
            id, () => session.Client.Applications[id].PatchAsync(change, cancellationToken: cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return true;
    }
}
