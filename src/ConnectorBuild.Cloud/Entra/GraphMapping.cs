using System.Text.Json;
using Microsoft.Graph.Models;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Between the Graph SDK's models and ours.</summary>
internal static class GraphMapping
{
    /// <summary>The columns of an application that are read.</summary>
    public static readonly string[] ApplicationColumns =
    [
        "id", "appId", "uniqueName", "displayName", "signInAudience", "web", "requiredResourceAccess", "passwordCredentials", "tags", "identifierUris", "api",
    ];

    public static List<RequiredResourceAccess> ToAccess(IEnumerable<RequiredPermission> permissions) =>
        [.. permissions.GroupBy(p => p.ResourceAppId).Select(g => new RequiredResourceAccess
        {
            ResourceAppId = g.Key.ToString(),
            ResourceAccess = [.. g.Select(p => new ResourceAccess { Id = p.PermissionId, Type = p.Type })],
        })];

    /// <summary>What an answer must have.</summary>
    /// <param name="value">What it has.</param>
    /// <param name="what">The name of what it must have, as in "the answer has no …".</param>
    /// <exception cref="JsonException">It is not there, so the answer is not one of Graph's.</exception>
    public static T Required<T>(T? value, string what)
        where T : class => value ?? throw new JsonException($"the answer has no {what}");

    public static ApplicationState ToState(Application a) => new()
    {
        Id = Required(a.Id, "id of an application"),
        AppId = Required(a.AppId, "appId of an application"),
        UniqueName = a.UniqueName,
        DisplayName = a.DisplayName ?? "",
        SignInAudience = a.SignInAudience ?? "",
        RedirectUris = [.. a.Web?.RedirectUris ?? []],
        Tags = [.. a.Tags ?? []],
        Permissions =
        [
            .. (a.RequiredResourceAccess ?? []).SelectMany(r => (r.ResourceAccess ?? [])
                .Where(p => p.Id is not null && Guid.TryParse(r.ResourceAppId, out _))
                .Select(p => new RequiredPermission(Guid.Parse(r.ResourceAppId!), p.Id!.Value, p.Type ?? "Scope"))),
        ],
        Api = ExposedApi.Of(a),
        Passwords = [.. (a.PasswordCredentials ?? []).Where(p => p.KeyId is not null).Select(ToState)],
    };

    public static PasswordState ToState(PasswordCredential p) =>
        new(
            p.KeyId ?? throw new JsonException("the answer has no keyId of a secret"), p.DisplayName ?? "",
            p.StartDateTime ?? DateTimeOffset.MinValue, p.EndDateTime ?? DateTimeOffset.MaxValue);

    public static ResourceApi ToApi(string asked, ServicePrincipal? principal) => principal is null
        ? new ResourceApi(asked, null, asked, [])
        : new ResourceApi(
            asked,
            Guid.TryParse(principal.AppId, out var appId) ? appId : throw new JsonException("the answer has no appId of a service principal"),
            principal.DisplayName ?? asked,
            [.. (principal.Oauth2PermissionScopes ?? []).Where(s => s.Id is not null && s.Value is not null).Select(ToScope)])
        {
            ServicePrincipalId = principal.Id,
        };

    private static DelegatedScope ToScope(PermissionScope scope) =>
        new(
            scope.Id!.Value, scope.Value!,
            scope.IsEnabled ?? true) { IsAdminOnly = string.Equals(scope.Type, "Admin", StringComparison.OrdinalIgnoreCase) };

    public static ConsentGrant ToGrant(OAuth2PermissionGrant grant) =>
        new(Required(grant.Id, "id of a grant"), grant.ResourceId ?? "", [.. (grant.Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
