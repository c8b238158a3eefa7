using System.Collections.Immutable;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>What the directory holds of a connector, as far as we look at it.</summary>
/// <param name="Application">The app registration; null when there is none.</param>
/// <param name="ServicePrincipalId">Object id of the app's service principal; null when there is none.</param>
/// <param name="Resources">The resource APIs that the connector asks for, as found.</param>
public sealed record EntraObservation(ApplicationState? Application, string? ServicePrincipalId, ImmutableArray<ResourceApi> Resources)
{
    /// <summary>A deleted app that still holds the name; null when there is none or we may not look.</summary>
    public DeletedApplication? Deleted { get; init; }

    /// <summary>Whether we may not look at deleted apps, so that one may hold the name all the same.</summary>
    public bool IsDeletedHidden { get; init; }

    /// <summary>Resources that the app asks for and the connector does not, for their names.</summary>
    public ImmutableArray<ResourceApi> OtherResources { get; init; } = [];

    /// <summary>Object id of the service principal of "Azure API Connections"; null when there is none. Read only for on-behalf-of sign-in.</summary>
    public string? PlatformPrincipalId { get; init; }

    /// <summary>Whose tokens the app trusts; read only for a connector without a secret.</summary>
    public ImmutableArray<FederatedTrust> Trusts { get; init; } = [];

    /// <summary>
    /// What an administrator has consented to for all users; read only where the project asks for consent, or for on-behalf-of sign-in.
    /// </summary>
    public ImmutableArray<ConsentGrant> Grants { get; init; } = [];

    /// <summary>Whether we may not read that consent.</summary>
    public bool IsConsentHidden { get; init; }
}

/// <summary>An app in the directory's deleted items.</summary>
/// <param name="State">What it was, and will be after it is restored: the same object id and client id.</param>
/// <param name="ServicePrincipalId">Object id of its deleted service principal, which the consent depends on; null when it is gone
/// permanently.</param>
public sealed record DeletedApplication(ApplicationState State, string? ServicePrincipalId);

/// <summary>Consent for all users.</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="ResourceId">Object id of the resource's service principal.</param>
/// <param name="Scopes">Names of delegated permissions.</param>
public sealed record ConsentGrant(string Id, string ResourceId, ImmutableArray<string> Scopes);

/// <summary>An app registration.</summary>
public sealed record ApplicationState
{
    /// <summary>Object id.</summary>
    public required string Id { get; init; }

    /// <summary>Client id.</summary>
    public required string AppId { get; init; }

    /// <summary>The alternate key that we find the app by.</summary>
    public string? UniqueName { get; init; }

    /// <summary>What people see.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary><c>AzureADMyOrg</c>, <c>AzureADMultipleOrgs</c>, …</summary>
    public string SignInAudience { get; init; } = "";

    /// <summary><c>web.redirectUris</c>.</summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary><c>tags</c>.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary><c>requiredResourceAccess</c>, flattened.</summary>
    public ImmutableArray<RequiredPermission> Permissions { get; init; } = [];

    /// <summary>What the app exposes as an API.</summary>
    public ExposedApi Api { get; init; } = ExposedApi.None;

    /// <summary><c>passwordCredentials</c>; never with a text.</summary>
    public ImmutableArray<PasswordState> Passwords { get; init; } = [];
}

/// <summary>An entry of <c>requiredResourceAccess</c>.</summary>
/// <param name="ResourceAppId">App id of the resource API.</param>
/// <param name="PermissionId">Id of the delegated scope or app role.</param>
/// <param name="Type"><c>Scope</c> or <c>Role</c>.</param>
public sealed record RequiredPermission(Guid ResourceAppId, Guid PermissionId, string Type);

/// <summary>A secret on an app, without its text.</summary>
/// <param name="KeyId">Its id.</param>
/// <param name="DisplayName">Its name; ours start with <see cref="EntraNames.SecretPrefix"/>.</param>
/// <param name="Start">When it became valid.</param>
/// <param name="End">When it expires.</param>
public sealed record PasswordState(Guid KeyId, string DisplayName, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The lifetime that was granted: what was recorded when the secret was minted, else what Entra shows.</summary>
    /// <param name="recordedDays">Days that were recorded; null without a record.</param>
    internal TimeSpan Granted(double? recordedDays) => recordedDays is { } days ? TimeSpan.FromDays(days) : End - Start;
}

/// <summary>A resource API's service principal.</summary>
/// <param name="Asked">The resource as the connector names it.</param>
/// <param name="AppId">Its app id; null when the tenant has no such resource.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="Scopes">The delegated permissions that it offers.</param>
public sealed record ResourceApi(string Asked, Guid? AppId, string DisplayName, ImmutableArray<DelegatedScope> Scopes)
{
    /// <summary>Object id of the resource's service principal; null when there is none.</summary>
    public string? ServicePrincipalId { get; init; }

    /// <summary>Names in the tenant that are near to what was asked for; only where the tenant has no such resource.</summary>
    public ImmutableArray<string> Near { get; init; } = [];
}

/// <summary>A delegated permission that a resource offers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Value">Its name, for example <c>user_impersonation</c>.</param>
/// <param name="IsEnabled">Whether it can be asked for.</param>
public sealed record DelegatedScope(Guid Id, string Value, bool IsEnabled)
{
    /// <summary>Whether only an administrator can consent to it.</summary>
    public bool IsAdminOnly { get; init; }
}
