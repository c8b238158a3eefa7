namespace ConnectorBuild.Conversion.SignIn;

/// <summary>The resource that scopes of Entra belong to, and what they are called there.</summary>
/// <param name="Resource">The application ID URI or id of the API; null if no scope names it.</param>
/// <param name="Names">The names of its delegated permissions, without the resource.</param>
/// <param name="Others">The scopes of other resources, in full: a token is for one.</param>
internal sealed record EntraScopes(string? Resource, IReadOnlyList<string> Names, IReadOnlyList<string> Others)
{
    private static readonly string[] OfTheSignIn = ["openid", "profile", "email", "offline_access"];

    /// <summary>Reads scopes. A scope of the v2.0 endpoint carries its resource before its last slash: <c>api://orders/Orders.Read</c>.</summary>
    /// <param name="scopes">The scopes.</param>
    /// <param name="resource">The resource that the project names; null for that of the first scope which carries one.</param>
    public static EntraScopes Read(IEnumerable<string> scopes, string? resource = null)
    {
        var (names, others) = (new List<string>(), new List<string>());
        foreach (var scope in scopes.Where(s => !OfTheSignIn.Contains(s, StringComparer.OrdinalIgnoreCase)))
        {
            var slash = scope.LastIndexOf('/');
            var of = slash > 0 ? scope[..slash] : null;
            resource ??= of;
            var name = scope[(slash + 1)..];
            if (of is not null && !of.TrimEnd('/').Equals(resource!.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            {
                others.Add(scope);
            }
            else if (name is not (".default" or "") && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return new(resource, names, others);
    }
}
