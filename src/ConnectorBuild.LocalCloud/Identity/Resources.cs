using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>Finds what a token is asked for.</summary>
internal static class Resources
{
    private static readonly string[] OpenId = ["openid", "profile", "email", "offline_access"];

    /// <summary>
    /// The service principal with this name: client id, or one of its names, a final slash being ignored. Environments of the tenant are
    /// names of Dataverse, and the local cloud's own address is one of Microsoft Graph.
    /// </summary>
    public static JsonObject? Find(CloudState state, Tenant tenant, DirectoryView view, string name)
    {
        var wanted = ByClientId(name) ?? name.TrimEnd('/');
        if (state.Environments.Values.Any(e => e.Tenant == tenant && Same(e.Url, wanted)))
        {
            return view.ServicePrincipal(KnownResources.DataverseAppId);
        }

        return Same(state.AuthorityHost, wanted)
            ? view.ServicePrincipal(KnownResources.GraphAppId)
            : view.All(DirectoryKind.ServicePrincipal).FirstOrDefault(p => Names(view, p).Any(n => Same(n, wanted)));
    }

    /// <summary>An app that has not given itself an address of its own is known as <c>api://{client id}</c>, too.</summary>
    private static string? ByClientId(string name) =>
        name.StartsWith("api://", StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(name.AsSpan("api://".Length).TrimEnd('/'), out var id) ? id.ToString() : null;

    /// <summary>The names of a service principal; those of the tenant's own apps come from the app.</summary>
    public static IEnumerable<string> Names(DirectoryView view, JsonObject principal) => view.Application(principal.Text("appId")!) is { } application
        ? application.Texts("identifierUris").Prepend(principal.Text("appId")!)
        : principal.Texts("servicePrincipalNames");

    /// <summary>The delegated permissions of a service principal: the tenant's own app has them, or the table of Microsoft's APIs.</summary>
    public static IEnumerable<JsonObject> Scopes(DirectoryView view, JsonObject principal) =>
        view.Application(principal.Text("appId")!) is { } application
        ? application["api"].Items("oauth2PermissionScopes")
        : KnownResources.Find(principal.Text("appId")!)?.Scopes() ?? principal.Items("oauth2PermissionScopes");

    /// <summary>The application permissions of a service principal, found like <see cref="Scopes"/>.</summary>
    public static IEnumerable<JsonObject> Roles(DirectoryView view, JsonObject principal) =>
        view.Application(principal.Text("appId")!) is { } application
        ? application.Items("appRoles")
        : KnownResources.Find(principal.Text("appId")!)?.Roles() ?? principal.Items("appRoles");

    /// <summary>
    /// Splits a v2 scope parameter into the resource, its permissions and those of OpenID Connect. A bare permission is one of Microsoft Graph.
    /// Null where the permissions are of several resources.
    /// </summary>
    public static (string Resource, IReadOnlyList<string> Permissions, IReadOnlyList<string> OpenId)? Split(string scope)
    {
        var all = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var named = all.Where(s => !OpenId.Contains(s)).Select(SplitOne).ToList();
        if (named.Select(n => n.Resource).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
        {
            return null;
        }

        return (named.Select(n => n.Resource).FirstOrDefault() ?? "https://graph.microsoft.com",
            [.. named.Select(n => n.Permission)],
            [.. all.Where(s => OpenId.Contains(s))]);
    }

    private static (string Resource, string Permission) SplitOne(string scope)
    {
        var slash = scope.LastIndexOf('/');
        return slash < 0 ? ("https://graph.microsoft.com", scope) : (scope[..slash], scope[(slash + 1)..]);
    }

    /// <summary>Whether two names are the same, a final slash being ignored.</summary>
    public static bool IsSame(string a, string b) => Same(a, b.TrimEnd('/'));

    private static bool Same(string name, string wanted) => string.Equals(name.TrimEnd('/'), wanted, StringComparison.OrdinalIgnoreCase);
}
