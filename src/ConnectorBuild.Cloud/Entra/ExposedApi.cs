using System.Collections.Immutable;
using Microsoft.Graph.Models;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>What an app exposes as an API.</summary>
/// <param name="IdentifierUris">Its Application ID URIs.</param>
/// <param name="Scopes">Its scopes.</param>
/// <param name="Preauthorized">The apps that may use scopes without asking.</param>
public sealed record ExposedApi(
    ImmutableArray<string> IdentifierUris, ImmutableArray<ExposedScope> Scopes, ImmutableArray<PreauthorizedClient> Preauthorized)
{
    /// <summary>Nothing.</summary>
    public static ExposedApi None { get; } = new([], [], []);

    /// <summary>
    /// The scope that serves on-behalf-of sign-in: an enabled one for users, whatever its name; the one of the usual name before others.
    /// Null when there is none.
    /// </summary>
    /// <param name="usual">The usual name.</param>
    internal ExposedScope? UserScope(string usual) => Scopes
        .Where(s => s.IsEnabled && s.IsForUsers)
        .OrderByDescending(s => s.Value == usual)
        .FirstOrDefault();

    /// <summary>Whether a client may use a scope without asking.</summary>
    internal bool IsPreauthorized(string appId, Guid scope) =>
        Preauthorized.Any(p => string.Equals(p.AppId, appId, StringComparison.OrdinalIgnoreCase) && p.Scopes.Contains(scope));

    internal static ExposedApi Of(Application application) => new(
        [.. application.IdentifierUris ?? []],
        [
            .. (application.Api?.Oauth2PermissionScopes ?? [])
                .Where(s => s.Id is not null && s.Value is not null)
                .Select(
                    s => new ExposedScope(
                        s.Id!.Value, s.Value!, s.IsEnabled ?? true, !string.Equals(s.Type, "Admin", StringComparison.OrdinalIgnoreCase))),
        ],
        [
            .. (application.Api?.PreAuthorizedApplications ?? [])
                .Where(p => p.AppId is not null)
                .Select(
                    p => new PreauthorizedClient(
                        p.AppId!, [.. (p.DelegatedPermissionIds ?? []).Where(i => Guid.TryParse(i, out _)).Select(Guid.Parse)])),
        ]);
}

/// <summary>A scope that an app exposes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Value">Its name.</param>
/// <param name="IsEnabled">Whether it can be asked for.</param>
/// <param name="IsForUsers">Whether users may consent to it.</param>
public sealed record ExposedScope(Guid Id, string Value, bool IsEnabled, bool IsForUsers);

/// <summary>An app that may use scopes of another app without asking.</summary>
/// <param name="AppId">Its client id.</param>
/// <param name="Scopes">Ids of the scopes.</param>
public sealed record PreauthorizedClient(string AppId, ImmutableArray<Guid> Scopes);
