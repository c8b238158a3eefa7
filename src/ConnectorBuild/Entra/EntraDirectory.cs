using System.Collections.Immutable;
using System.Net;
using Azure.Core;
using ConnectorBuild.Deployment;
using ConnectorBuild.Reporting;
using ConnectorBuild.Rules;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace ConnectorBuild.Entra;

/// <summary>Entra through Microsoft Graph: the one place that knows the Graph SDK.</summary>
/// <remarks>
/// A read after a write may not see it: since June 2026 Graph gives apps no read-after-write consistency. Writes that answer with the object are
/// believed; writes to an object that this run created are repeated for a while when Graph says that it is not there.
/// </remarks>
public sealed class EntraDirectory : IDisposable
{
    private static readonly string[] ApplicationColumns =
    [
        "id", "appId", "uniqueName", "displayName", "signInAudience", "web", "requiredResourceAccess", "passwordCredentials",
    ];

    private readonly GraphServiceClient _graph;
    private readonly TokenCredential _credential;
    private readonly DeploymentTarget _target;
    private readonly Replication _replication;

    // Objects that this run made: only of these does "not found" or "denied" mean "not here yet".
    private readonly HashSet<string> _fresh = new(StringComparer.Ordinal);

    /// <summary>A directory seen through a credential.</summary>
    /// <param name="http">Carries connections, trust and retries; not disposed here.</param>
    /// <param name="target">Whose endpoints and tenant.</param>
    /// <param name="credential">Signs in to Graph.</param>
    /// <param name="clock">Measures the waits for replication.</param>
    public EntraDirectory(HttpClient http, DeploymentTarget target, TokenCredential credential, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = target;
        _credential = credential;
        _replication = new Replication(clock);

        // Without the list of hosts and the scope, the SDK sends no token at all to an address that is not Microsoft's.
        var authentication = new AzureIdentityAuthenticationProvider(credential, [target.GraphUrl.Host], null, isCaeEnabled: true, target.GraphScope);
        _graph = new GraphServiceClient(http, authentication, new Uri(target.GraphUrl, "v1.0").ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();

    /// <summary>Gets a token and says whose it is.</summary>
    /// <exception cref="ConnectorException">CB7001, CB7002: no token; CB7003: a token of another tenant.</exception>
    public async Task<SignedInIdentity> SignInAsync(CancellationToken cancellationToken) =>
        await SignIn.RequireTenantAsync(_credential, _target.GraphScope, _target, "Entra", cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the app, its service principal and the resources, in two round trips at most.</summary>
    /// <param name="uniqueName">The app's alternate key.</param>
    /// <param name="resources">Resource URLs or app ids, as the connector names them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB7004, CB7005, CB9005.</exception>
    public Task<EntraObservation> ReadAsync(string uniqueName, IReadOnlyList<string> resources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return Calling("reading the app registration", "Application.ReadWrite.OwnedBy", async () =>
        {
            var batch = new GraphBatch(_graph);
            var application = await batch.AddAsync(ApplicationRequest(uniqueName)).ConfigureAwait(false);
            var lookups = new List<(string Asked, string Step)>();
            foreach (var resource in resources)
            {
                foreach (var spelling in Spellings(resource))
                {
                    lookups.Add((resource, await batch.AddAsync(ResourceRequest(spelling)).ConfigureAwait(false)));
                }
            }

            await batch.SendAsync(cancellationToken).ConfigureAwait(false);
            var found = await batch.FindAsync<Application>(application).ConfigureAwait(false);
            var apis = new Dictionary<string, ResourceApi>(StringComparer.Ordinal);
            foreach (var (asked, step) in lookups)
            {
                var list = await batch.FindAsync<ServicePrincipalCollectionResponse>(step).ConfigureAwait(false);
                if (!apis.TryGetValue(asked, out var known) || known.AppId is null)
                {
                    apis[asked] = ToApi(asked, list?.Value?.FirstOrDefault());
                }
            }

            var principal = found is null ? null : await FindServicePrincipalAsync(found.AppId!, cancellationToken).ConfigureAwait(false);
            return new EntraObservation(found is null ? null : ToState(found), principal, [.. apis.Values]);
        });
    }

    /// <summary>Makes the app, or takes the one that another run has just made under the same name.</summary>
    /// <exception cref="ConnectorException">CB7302: the name is held by a deleted app; CB7004, CB7005, CB9005.</exception>
    public Task<ApplicationState> CreateApplicationAsync(
        string uniqueName, string displayName, string audience, IReadOnlyCollection<RequiredPermission> permissions, CancellationToken cancellationToken) =>
        Calling("creating the app registration", "Application.ReadWrite.OwnedBy", async () =>
        {
            var body = new Application
            {
                DisplayName = displayName,
                SignInAudience = audience,
                RequiredResourceAccess = ToAccess(permissions),
            };
            var created = await _replication.RepeatAsync(
                () => _graph.ApplicationsWithUniqueName(uniqueName).PatchAsync(body, PreferCreate, cancellationToken),
                IsNameConflict,
                cancellationToken).ConfigureAwait(false);

            // 204 without a body: there was one already, and the upsert brought it up to date.
            created ??= await _replication.RepeatAsync(
                () => _graph.ApplicationsWithUniqueName(uniqueName).GetAsync(r => r.QueryParameters.Select = ApplicationColumns, cancellationToken),
                IsNotFound,
                cancellationToken).ConfigureAwait(false);
            _fresh.Add(created!.Id!);
            _fresh.Add(created.AppId!);
            return ToState(created);
        });

    /// <summary>Changes display name, audience or permissions of the app; what is null stays.</summary>
    /// <exception cref="ConnectorException">CB7004, CB7005, CB9005.</exception>
    public Task UpdateApplicationAsync(
        string id, string? displayName, string? audience, IReadOnlyCollection<RequiredPermission>? permissions, CancellationToken cancellationToken) =>
        Calling("updating the app registration", "Application.ReadWrite.OwnedBy", () =>
        {
            var body = new Application
            {
                DisplayName = displayName,
                SignInAudience = audience,
                RequiredResourceAccess = permissions is null ? null : ToAccess(permissions),
            };
            return _replication.RepeatAsync(
                () => _graph.Applications[id].PatchAsync(body, cancellationToken: cancellationToken), e => IsLag(e, id), cancellationToken);
        });

    /// <summary>Makes the app's service principal; there being one already is fine.</summary>
    /// <exception cref="ConnectorException">CB7004, CB7005, CB9005.</exception>
    public Task EnsureServicePrincipalAsync(string appId, CancellationToken cancellationToken) =>
        Calling("creating the service principal", "Application.ReadWrite.OwnedBy", () => _replication.RepeatAsync(
            () => _graph.ServicePrincipalsWithAppId(appId).PatchAsync(new ServicePrincipal { AppId = appId }, PreferCreate, cancellationToken),
            e => IsLag(e, appId) || HasDetail(e, "NoBackingApplicationObject"),
            cancellationToken));

    /// <summary>Mints a secret.</summary>
    /// <returns>The secret's id, its expiry and its text, which no later call can read.</returns>
    /// <exception cref="ConnectorException">CB7202: a policy forbids it; CB7004, CB7005, CB9005.</exception>
    public Task<(PasswordState State, ClientSecret Secret)> AddPasswordAsync(
        string id, string displayName, DateTimeOffset end, CancellationToken cancellationToken) =>
        Calling("adding a secret to the app", "Application.ReadWrite.OwnedBy", async () =>
        {
            var body = new Microsoft.Graph.Applications.Item.AddPassword.AddPasswordPostRequestBody
            {
                PasswordCredential = new PasswordCredential { DisplayName = displayName, EndDateTime = end },
            };
            var added = await _replication.RepeatAsync(
                () => _graph.Applications[id].AddPassword.PostAsync(body, cancellationToken: cancellationToken),
                e => IsLag(e, id),
                cancellationToken).ConfigureAwait(false);
            return (ToState(added!), new ClientSecret(added!.SecretText!));
        });

    /// <summary>Removes a secret from the app; its being gone already is fine.</summary>
    /// <exception cref="ConnectorException">CB7004, CB7005, CB9005.</exception>
    public Task RemovePasswordAsync(string id, Guid keyId, CancellationToken cancellationToken) =>
        Calling("removing a secret from the app", "Application.ReadWrite.OwnedBy", async () =>
        {
            var body = new Microsoft.Graph.Applications.Item.RemovePassword.RemovePasswordPostRequestBody { KeyId = keyId };
            await _graph.Applications[id].RemovePassword.PostAsync(body, cancellationToken: cancellationToken).ConfigureAwait(false);
            return true;
        });

    /// <summary>Adds a reply URL to those that are there when it is called, and reads it back.</summary>
    /// <exception cref="ConnectorException">CB7301: no room; CB9006: the app does not show it; CB7004, CB7005, CB9005.</exception>
    public Task AddRedirectUriAsync(string id, string redirectUri, CancellationToken cancellationToken) =>
        Calling("adding the reply URL", "Application.ReadWrite.OwnedBy", async () =>
        {
            var current = await ReadRedirectUrisAsync(id, cancellationToken).ConfigureAwait(false);
            if (!current.Contains(redirectUri, StringComparer.Ordinal))
            {
                if (current.Length >= 256)
                {
                    throw new ConnectorException(new Diagnostic(
                        EntraDiagnostics.ReplyUrlLimit,
                        $"The app already has {current.Length} reply URLs, and Entra allows 256. Without the new one sign-in ends with AADSTS50011. Remove those that belong to no connector any more, or give this environment an app of its own."));
                }

                await _graph.Applications[id].PatchAsync(
                    new Application { Web = new WebApplication { RedirectUris = [.. current, redirectUri] } }, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            return true;
        });

    private async Task<ImmutableArray<string>> ReadRedirectUrisAsync(string id, CancellationToken cancellationToken)
    {
        var application = await _replication.RepeatAsync(
            () => _graph.Applications[id].GetAsync(r => r.QueryParameters.Select = ["id", "web"], cancellationToken), e => IsLag(e, id), cancellationToken).ConfigureAwait(false);
        return [.. application?.Web?.RedirectUris ?? []];
    }

    private async Task<string?> FindServicePrincipalAsync(string appId, CancellationToken cancellationToken)
    {
        try
        {
            var principal = await _graph.ServicePrincipalsWithAppId(appId)
                .GetAsync(r => r.QueryParameters.Select = ["id", "appId"], cancellationToken).ConfigureAwait(false);
            return principal?.Id;
        }
        catch (ODataError e) when (e.ResponseStatusCode == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private RequestInformation ApplicationRequest(string uniqueName) =>
        _graph.ApplicationsWithUniqueName(uniqueName).ToGetRequestInformation(r => r.QueryParameters.Select = ApplicationColumns);

    private RequestInformation ResourceRequest(string resource) => _graph.ServicePrincipals.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Filter = Guid.TryParse(resource, out var appId)
            ? $"appId eq '{appId}'"
            : $"servicePrincipalNames/any(n:n eq '{resource.Replace("'", "''", StringComparison.Ordinal)}')";
        r.QueryParameters.Select = ["id", "appId", "displayName", "oauth2PermissionScopes"];
    });

    // Entra matches exactly; the same API is known with and without its trailing slash.
    private static IEnumerable<string> Spellings(string resource) =>
        Guid.TryParse(resource, out _) ? [resource] : resource.EndsWith('/') ? [resource, resource.TrimEnd('/')] : [resource, resource + "/"];

    private static void PreferCreate<T>(RequestConfiguration<T> request)
        where T : class, new() => request.Headers.Add("Prefer", "create-if-missing");

    private static async Task<T> Calling<T>(string doing, string right, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (ODataError e) when (e.Error?.Code is { } code && code.Contains("AppPolicy", StringComparison.Ordinal))
        {
            throw new ConnectorException(
                new Diagnostic(
                    EntraDiagnostics.SecretForbidden,
                    SafeText.OneLine($"A policy of the tenant refused the request while {doing} ({code}: {e.Error.Message}). Ask for a shorter ConnectorSecretLifetimeDays, or have the tenant's app management policy allow it for this app.")),
                e);
        }
        catch (ODataError e) when (IsNameConflict(e))
        {
            throw new ConnectorException(
                new Diagnostic(
                    EntraDiagnostics.AppDeleted,
                    SafeText.OneLine($"The app's unique name is taken while {doing} ({e.Error?.Message}), but no live app has it: a deleted app keeps its name for 30 days. Restore it under 'Deleted applications' in the Entra admin center, then run again.")),
                e);
        }
        catch (Exception e) when (GraphErrors.IsKnown(e))
        {
            throw GraphErrors.Translate(e, doing, right);
        }
    }

    private static bool IsNotFound(ODataError e) => e.ResponseStatusCode == (int)HttpStatusCode.NotFound;

    // The replica that answers an upsert may not know a live app yet and then takes its name for taken (bicep-types #202).
    private static bool IsNameConflict(ODataError e) =>
        e.ResponseStatusCode == (int)HttpStatusCode.BadRequest
        && e.Error?.Message?.Contains("uniqueName already exists", StringComparison.OrdinalIgnoreCase) == true;

    // Right after an app is made, a replica may not know it (404), or not know its owner (403; ARO-HCP #6348), and will a moment later.
    private bool IsLag(ODataError e, string id) => _fresh.Contains(id) && e.ResponseStatusCode is (403 or 404);

    private static bool HasDetail(ODataError e, string code) => e.Error?.Details?.Any(d => d.Code == code) == true;

    private static List<RequiredResourceAccess> ToAccess(IReadOnlyCollection<RequiredPermission> permissions) =>
        [.. permissions.GroupBy(p => p.ResourceAppId).Select(g => new RequiredResourceAccess
        {
            ResourceAppId = g.Key.ToString(),
            ResourceAccess = [.. g.Select(p => new ResourceAccess { Id = p.PermissionId, Type = p.Type })],
        })];

    private static ApplicationState ToState(Application a) => new()
    {
        Id = a.Id!,
        AppId = a.AppId!,
        UniqueName = a.UniqueName,
        DisplayName = a.DisplayName ?? "",
        SignInAudience = a.SignInAudience ?? "",
        RedirectUris = [.. a.Web?.RedirectUris ?? []],
        Permissions =
        [
            .. (a.RequiredResourceAccess ?? []).SelectMany(r => (r.ResourceAccess ?? [])
                .Where(p => p.Id is not null && Guid.TryParse(r.ResourceAppId, out _))
                .Select(p => new RequiredPermission(Guid.Parse(r.ResourceAppId!), p.Id!.Value, p.Type ?? "Scope"))),
        ],
        Passwords = [.. (a.PasswordCredentials ?? []).Where(p => p.KeyId is not null).Select(ToState)],
    };

    private static PasswordState ToState(PasswordCredential p) =>
        new(p.KeyId!.Value, p.DisplayName ?? "", p.StartDateTime ?? DateTimeOffset.MinValue, p.EndDateTime ?? DateTimeOffset.MaxValue);

    private static ResourceApi ToApi(string asked, ServicePrincipal? principal) => principal is null
        ? new ResourceApi(asked, null, asked, [])
        : new ResourceApi(
            asked,
            Guid.Parse(principal.AppId!),
            principal.DisplayName ?? asked,
            [.. (principal.Oauth2PermissionScopes ?? []).Where(s => s.Id is not null && s.Value is not null).Select(s => new DelegatedScope(s.Id!.Value, s.Value!, s.IsEnabled ?? true))])
        {
            ServicePrincipalId = principal.Id,
        };
}
