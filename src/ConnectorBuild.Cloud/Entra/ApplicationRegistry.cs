using System.Collections.Immutable;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Writes the app registration. What a person set by hand stays: only what is named is sent, and lists are read and added to.</summary>
internal sealed class ApplicationRegistry(GraphSession session)
{
    private const string Right = "Application.ReadWrite.OwnedBy and must own the app, or Application.ReadWrite.All";
    private const string RestoreRight = "Application.ReadWrite.All";

    /// <summary>What Entra allows.</summary>
    public const int MaxRedirectUris = 256;

    /// <summary>Makes the app, or takes the one that another run has just made under the same name.</summary>
    /// <param name="desired">Names, audience, notes.</param>
    /// <param name="permissions">What it asks for.</param>
    /// <param name="owner">Object id of the owner that is needed so that <c>OwnedBy</c> suffices in later runs; null for nobody.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<ApplicationState> CreateAsync(
        DesiredApplication desired, IReadOnlyCollection<RequiredPermission> permissions, string? owner, CancellationToken cancellationToken) =>
        session.CallingAsync("creating the app registration", Right, async () =>
        {
            // A body for each attempt: one that was sent once is sent without its members the next time (Kiota's backing store sends what
            // changed since).
            var created = await session.Replication.RepeatAsync(
                () => session.Client.ApplicationsWithUniqueName(desired.UniqueName)
                    .PatchAsync(ToApplication(desired, permissions), PreferCreate, cancellationToken),
                GraphRefusals.IsNameTaken,
                cancellationToken).ConfigureAwait(false);

            // 204 without a body: there was one already, and the upsert brought it up to date.
            created ??= await session.Replication.RepeatAsync(
                () => session.Client.ApplicationsWithUniqueName(desired.UniqueName)
                    .GetAsync(r => r.QueryParameters.Select = GraphMapping.ApplicationColumns, cancellationToken),
                GraphSession.IsNotFound,
                cancellationToken).ConfigureAwait(false);
            created = GraphMapping.Required(created, "application");
            session.MarkFresh(created.Id, created.AppId);
            if (owner is not null)
            {
                await AddOwnerAsync(GraphMapping.Required(created.Id, "id of an application"), owner, cancellationToken).ConfigureAwait(false);
            }

            return GraphMapping.ToState(created);
        });

    /// <summary>Takes a deleted app back, the same object with the same client id.</summary>
    public Task<ApplicationState> RestoreAsync(ApplicationState deleted, CancellationToken cancellationToken) =>
        session.CallingAsync("restoring the deleted app", RestoreRight, async () =>
        {
            await session.Client.Directory.DeletedItems[deleted.Id].Restore.PostAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            session.MarkFresh(deleted.Id, deleted.AppId);
            var restored = await session.OnAsync(
                deleted.Id,
                () => session.Client.Applications[deleted.Id].GetAsync(
                    r => r.QueryParameters.Select = GraphMapping.ApplicationColumns, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return GraphMapping.ToState(GraphMapping.Required(restored, "application"));
        });

    /// <summary>Takes a deleted service principal back, with the consent that depends on it. The app must be there again.</summary>
    public Task RestoreServicePrincipalAsync(string id, CancellationToken cancellationToken) =>
        session.CallingAsync("restoring the deleted service principal", RestoreRight, async () =>
        {
            await session.Client.Directory.DeletedItems[id].Restore.PostAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            session.MarkFresh(id);
            return true;
        });

    /// <summary>Changes unique name, audience or permissions of the app; what is null stays.</summary>
    public Task UpdateAsync(
        string id, string? uniqueName, string? audience, IReadOnlyCollection<RequiredPermission>? permissions, CancellationToken cancellationToken) =>
        session.CallingAsync("updating the app registration", Right, () => session.OnAsync(
            id, () =>
                session.Client.Applications[id].PatchAsync(
                    ToUpdate(uniqueName, audience, permissions), cancellationToken: cancellationToken), cancellationToken));

    /// <summary>Makes the app's service principal; there being one already is fine.</summary>
    public Task EnsureServicePrincipalAsync(string appId, CancellationToken cancellationToken) =>
        session.CallingAsync("creating the service principal", Right, async () =>
        {
            var made = await session.Replication.RepeatAsync(
                () => session.Client.ServicePrincipalsWithAppId(appId)
                    .PatchAsync(new ServicePrincipal { AppId = appId }, PreferCreate, cancellationToken),
                e => session.IsLag(e, appId) || GraphSession.HasDetail(e, "NoBackingApplicationObject") || GraphSession.IsThereAlready(e),
                cancellationToken).ConfigureAwait(false);

            // Of an app that was there before, too: what follows looks for the service principal by the app.
            session.MarkFresh(appId);
            return made;
        });

    /// <summary>Adds a reply URL, and the tag that says it is ours, to the list as it is when called.</summary>
    /// <param name="id">Object id of the app.</param>
    /// <param name="redirectUri">The URL, to the letter.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="isShared">Whether other environments add theirs: then one replica's answer is not enough to write the whole list by.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB7301: no room.</exception>
    public Task AddRedirectUriAsync(string id, string redirectUri, string tag, bool isShared, CancellationToken cancellationToken) =>
        ChangeRedirectUrisAsync(
            id,
            isShared ? 3 : 1,
            "adding the reply URL",
            (uris, tags) => uris.Contains(redirectUri, StringComparer.Ordinal)
                ? (uris, tags)
                : (uris.Add(redirectUri), tags.Contains(tag) ? tags : tags.Add(tag)),
            cancellationToken);

    /// <summary>Takes reply URLs and their tags away; every other one stays.</summary>
    public Task RemoveRedirectUrisAsync(
        string id, IReadOnlyCollection<(string Url, string Tag)> gone, bool isShared, CancellationToken cancellationToken) =>
        ChangeRedirectUrisAsync(
            id,
            isShared ? 3 : 1,
            "removing reply URLs",
            (uris, tags) => (uris.RemoveRange(gone.Select(g => g.Url)), tags.RemoveRange(gone.Select(g => g.Tag))),
            cancellationToken);

    /// <summary>Has the app trust tokens; one that it trusts already is fine.</summary>
    /// <param name="id">Object id of the app.</param>
    /// <param name="name">The credential's name, unique in the app, at most 120 characters.</param>
    /// <param name="trust">Whose tokens.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task AddTrustAsync(string id, string name, FederatedTrust trust, CancellationToken cancellationToken) =>
        session.CallingAsync("adding the federated credential", Right, () => session.OnAsync(
            id,
            () => session.Client.Applications[id].FederatedIdentityCredentialsWithName(name).PatchAsync(
                new FederatedIdentityCredential
                {
                    Issuer = trust.Issuer,
                    Subject = trust.Subject,
                    Audiences = [trust.Audience],
                    Description = "Added by ConnectorBuild: the connector's platform signs in as this app without a secret (preview).",
                },
                PreferCreate,
                cancellationToken),
            cancellationToken));

    /// <summary>CB7301.</summary>
    public static Diagnostic NoRoom(int count, bool isShared) => new(
        EntraDiagnostics.ReplyUrlLimit,
        $"The app already has {count} reply URLs, and Entra allows {MaxRedirectUris}. Without the new one sign-in ends with "
            + "AADSTS50011. 'dotnet connector reply-urls --prune' removes those that ConnectorBuild added and whose connector is "
            + "gone; "
            + $"{(isShared ? "or give this environment an app of its own (AppScope=\"Environment\")" : "remove others that nobody uses in the Entra admin center")}.");

    private Task<bool> ChangeRedirectUrisAsync(
        string id,
        int reads,
        string doing,
        Func<ImmutableArray<string>, ImmutableArray<string>, (ImmutableArray<string> Uris, ImmutableArray<string> Tags)> change,
        CancellationToken cancellationToken) => session.CallingAsync(doing, Right, async () =>
        {
            var uris = ImmutableArray<string>.Empty;
            var tags = ImmutableArray<string>.Empty;
            for (var read = 0; read < reads; read++)
            {
                var application = await session.OnAsync(
                    id,
                    () => session.Client.Applications[id].GetAsync(r => r.QueryParameters.Select = ["id", "web", "tags"], cancellationToken),
                    cancellationToken).ConfigureAwait(false);
                uris = [.. uris.Union(application?.Web?.RedirectUris ?? [], StringComparer.Ordinal)];
                tags = [.. tags.Union(application?.Tags ?? [], StringComparer.Ordinal)];
            }

            var (wantedUris, wantedTags) = change(uris, tags);
            if (wantedUris.Length > MaxRedirectUris)
            {
                throw new ConnectorException(NoRoom(uris.Length, isShared: reads > 1));
            }

            if (reads > 1 || !wantedUris.SequenceEqual(uris) || !wantedTags.SequenceEqual(tags))
            {
                await session.OnAsync(
                    id,
                    () => session.Client.Applications[id].PatchAsync(
                        new Application { Web = new WebApplication { RedirectUris = [.. wantedUris] }, Tags = [.. wantedTags] }, cancellationToken: cancellationToken),
                    cancellationToken).ConfigureAwait(false);
            }

            return true;
        });

    // The maker of an app is its owner by default (INFERRED); said explicitly, it does not matter.
    private async Task AddOwnerAsync(string id, string owner, CancellationToken cancellationToken)
    {
        try
        {
            await session.Replication.RepeatAsync(
                async () =>
                {
                    await session.Client.Applications[id].Owners.Ref.PostAsync(
                        new ReferenceCreate { OdataId = $"{session.Client.RequestAdapter.BaseUrl}/directoryObjects/{owner}" }, cancellationToken: cancellationToken).ConfigureAwait(false);
                    return true;
                },
                GraphSession.IsNotFound,
                cancellationToken).ConfigureAwait(false);
        }
        catch (ODataError e) when (e.ResponseStatusCode is 400 or 403)
        {
            // It is the owner already, or may not say so: then a later run meets a coded refusal if it matters.
        }
    }

    private static Application ToApplication(DesiredApplication desired, IReadOnlyCollection<RequiredPermission> permissions)
    {
        var body = new Application
        {
            DisplayName = desired.DisplayName,
            SignInAudience = desired.Audience,
            RequiredResourceAccess = GraphMapping.ToAccess(permissions),
            Notes = desired.Notes,
            Tags = [.. desired.Tags],
        };
        if (desired.ServiceManagementReference is { } reference)
        {
            body.ServiceManagementReference = reference;
        }

        return body;
    }

    private static Application ToUpdate(string? uniqueName, string? audience, IReadOnlyCollection<RequiredPermission>? permissions)
    {
        // The SDK sends every property that was assigned, null included.
        var body = new Application();
        if (uniqueName is not null)
        {
            body.UniqueName = uniqueName;
        }

        if (audience is not null)
        {
            body.SignInAudience = audience;
        }

        if (permissions is not null)
        {
            body.RequiredResourceAccess = GraphMapping.ToAccess(permissions);
        }

        return body;
    }

    private static void PreferCreate<T>(RequestConfiguration<T> request)
        where T : class, new() => request.Headers.Add("Prefer", "create-if-missing");
}
