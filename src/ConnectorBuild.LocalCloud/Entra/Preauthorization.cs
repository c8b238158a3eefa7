using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>The scopes that an API lets an app use without asking anybody (<c>api.preAuthorizedApplications</c>).</summary>
internal static class Preauthorization
{
    /// <summary>Their names.</summary>
    /// <param name="view">The directory.</param>
    /// <param name="resourceAppId">The API's client id.</param>
    /// <param name="clientAppId">The app's client id.</param>
    public static IEnumerable<string> Scopes(DirectoryView view, string resourceAppId, string clientAppId)
    {
        if (view.Application(resourceAppId) is not { } api)
        {
            return [];
        }

        var ids = api["api"].Items("preAuthorizedApplications")
            .Where(p => string.Equals(p.Text("appId"), clientAppId, StringComparison.OrdinalIgnoreCase))
            .SelectMany(p => p.Texts("delegatedPermissionIds"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return api["api"].Items("oauth2PermissionScopes")
            .Where(s => s["isEnabled"]?.GetValue<bool>() != false && ids.Contains(s.Text("id")!))
            .Select(s => s.Text("value")!);
    }
}
