using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using Microsoft.Graph.Applications.Item.AddPassword;
using Microsoft.Graph.Applications.Item.RemovePassword;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Mints and removes secrets of an app.</summary>
internal sealed class ApplicationSecrets(GraphSession session, TimeProvider clock)
{
    private const string Right = "Application.ReadWrite.OwnedBy and must own the app, or Application.ReadWrite.All";
    private const string LifetimeRefused = "CredentialInvalidLifetimeAsPerAppPolicy";

    // Tried in turn, in days, where a policy refuses the lifetime asked for and does not let us read what it allows.
    private static readonly int[] Ladder = [180, 90, 60, 30, 14, 7, 1];

    /// <summary>Mints a secret of the lifetime asked for, or of the longest that the tenant's policy allows.</summary>
    /// <param name="id">Object id of the app.</param>
    /// <param name="displayName">A name that no other secret has: by it a secret whose text was lost on the way is found and removed.</param>
    /// <param name="lifetime">The lifetime asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB7202: a policy forbids secrets; CB7004, CB7005, CB9005.</exception>
    public Task<(PasswordState State, ClientSecret Secret)> MintAsync(
        string id, string displayName, TimeSpan lifetime, CancellationToken cancellationToken) =>
        session.CallingAsync("adding a secret to the app", Right, async () =>
        {
            try
            {
                return await AddAsync(id, displayName, lifetime, cancellationToken).ConfigureAwait(false);
            }
            catch (ODataError e) when (e.Error?.Code == LifetimeRefused)
            {
                return await AddShorterAsync(id, displayName, lifetime, e, cancellationToken).ConfigureAwait(false);
            }
        });

    /// <summary>Removes a secret from the app; its being gone already is fine.</summary>
    public Task RemoveAsync(string id, Guid keyId, CancellationToken cancellationToken) =>
        session.CallingAsync("removing a secret from the app", Right, async () =>
        {
            try
            {
                await session.Client.Applications[id].RemovePassword.PostAsync(
                    new RemovePasswordPostRequestBody { KeyId = keyId }, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (ODataError e) when (GraphRefusals.IsSecretGone(e))
            {
                // Somebody was faster.
            }

            return true;
        });

    private async Task<(PasswordState, ClientSecret)> AddShorterAsync(
        string id, string displayName, TimeSpan lifetime, ODataError refusal, CancellationToken cancellationToken)
    {
        var allowed = await AllowedLifetimeAsync(cancellationToken).ConfigureAwait(false);
        var candidates = allowed is { } max && max < lifetime ? [max] : Ladder.Select(d => TimeSpan.FromDays(d)).Where(d => d < lifetime);
        foreach (var candidate in candidates)
        {
            try
            {
                return await AddAsync(id, displayName, candidate, cancellationToken).ConfigureAwait(false);
            }
            catch (ODataError e) when (e.Error?.Code == LifetimeRefused)
            {
                refusal = e;
            }
        }

        throw refusal;
    }

    // Reading policies needs Policy.Read.All; without it the ladder finds out.
    private async Task<TimeSpan?> AllowedLifetimeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var policy = await session.Client.Policies.DefaultAppManagementPolicy.GetAsync(cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return policy?.ApplicationRestrictions?.PasswordCredentials?
                .Where(r => r.RestrictionType == AppCredentialRestrictionType.PasswordLifetime && r.MaxLifetime is not null)
                .Select(r => r.MaxLifetime)
                .Min();
        }
        catch (ODataError)
        {
            return null;
        }
    }

    private async Task<(PasswordState, ClientSecret)> AddAsync(string id, string displayName, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var name = attempt == 1 ? displayName : $"{displayName}-{attempt}";
            try
            {
                var added = await session.OnAsync(
                    id,
                    () => session.Client.Applications[id].AddPassword.PostAsync(
                        new AddPasswordPostRequestBody { PasswordCredential = new PasswordCredential { DisplayName = name, EndDateTime = clock.GetUtcNow() + lifetime } },
                        cancellationToken: cancellationToken),
                    cancellationToken).ConfigureAwait(false);
                return (GraphMapping.ToState(GraphMapping.Required(added, "secret")), new ClientSecret(
                    GraphMapping.Required(added?.SecretText, "text of a secret")));
            }
            catch (Exception e) when (IsAnswerLost(e) && attempt < 3)
            {
                await RemoveLostAsync(id, name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsAnswerLost(Exception e) =>
        e is HttpRequestException { HttpRequestError: not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError) }
        || e is ApiException { ResponseStatusCode: >= 500 }
        || GraphErrors.IsUnreadable(e);

    // The request may have been carried out. What cannot be seen yet carries our name, and a later run retires it.
    private async Task RemoveLostAsync(string id, string displayName, CancellationToken cancellationToken)
    {
        PasswordCredential? lost = null;
        await session.Replication.ConfirmAsync(
            async () =>
            {
                var application = await session.Client.Applications[id].GetAsync(
                    r => r.QueryParameters.Select = ["id", "passwordCredentials"], cancellationToken).ConfigureAwait(false);
                lost = application?.PasswordCredentials?.FirstOrDefault(p => p.DisplayName == displayName) ?? lost;
                return lost is not null;
            },
            agreeing: 1,
            Replication.Settling,
            cancellationToken).ConfigureAwait(false);
        if (lost?.KeyId is { } keyId)
        {
            await RemoveAsync(id, keyId, cancellationToken).ConfigureAwait(false);
        }
    }
}
