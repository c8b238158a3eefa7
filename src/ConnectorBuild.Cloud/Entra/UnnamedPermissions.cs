using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>The permissions of a connector that names no scopes of a resource.</summary>
internal static class UnnamedPermissions
{
    private const string UsualScope = "user_impersonation";
    private const string SignInScope = "User.Read";

    private static readonly Guid Graph = new("00000003-0000-0000-c000-000000000000");

    /// <summary>The first source that has any; null where none has.</summary>
    /// <param name="wanted">The resource, with what the definition says.</param>
    /// <param name="api">The resource as the tenant has it.</param>
    /// <param name="application">The app; null where it is yet to be made.</param>
    public static (PermissionSource Source, IReadOnlyList<DelegatedScope> Scopes)? Find(
        ResourceScopes wanted, ResourceApi api, ApplicationState? application)
    {
        var offered = api.Scopes.Where(s => s.IsEnabled).ToList();
        var ofDefinition = offered.FindAll(s => wanted.OfDefinition.Contains(s.Value, StringComparer.OrdinalIgnoreCase));
        if (ofDefinition.Count > 0)
        {
            return (PermissionSource.Definition, ofDefinition);
        }

        var held = (application?.Permissions ?? []).Where(p => p.ResourceAppId == api.AppId && p.Type == "Scope")
            .Select(p => p.PermissionId).ToHashSet();
        var ofApplication = api.Scopes.Where(s => held.Contains(s.Id)).ToList();
        if (ofApplication.Count > 0)
        {
            return (PermissionSource.Application, ofApplication);
        }

        var usual = offered.Find(s => s.Value == UsualScope)
            ?? (offered.Count == 1 ? offered[0] : null)
            ?? (api.AppId == Graph ? offered.Find(s => s.Value == SignInScope) : null);
        return usual is null ? null : (PermissionSource.Api, [usual]);
    }

    /// <summary>The names of an API's permissions, those first that fit the paths that a connector calls.</summary>
    public static IEnumerable<string> ByFit(ResourceApi api, IReadOnlyList<string> pathWords) => api.Scopes
        .Where(s => s.IsEnabled)
        .OrderByDescending(s => pathWords.Any(word => Fits(s.Value, word)))
        .Select(s => s.Value);

    // Group.Read.All is about /groups.
    private static bool Fits(string scope, string word)
    {
        var thing = scope.Split('.', '_')[0];
        return thing.Length > 2
            && (word.Equals(thing, StringComparison.OrdinalIgnoreCase) || word.Equals(thing + "s", StringComparison.OrdinalIgnoreCase));
    }
}
