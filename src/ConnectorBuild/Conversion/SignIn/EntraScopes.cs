namespace ConnectorBuild.Conversion.SignIn;

/// <summary>The resource that scopes of Entra belong to, and what they are called there.</summary>
/// <param name="Resource">The application ID URI or id of the API; null if no scope names it.</param>
/// <param name="Names">The names of delegated permissions, without the resource.</param>
internal sealed record EntraScopes(string? Resource, IReadOnlyList<string> Names)
{
    private static readonly string[] OfTheSignIn = ["openid", "profile", "email", "offline_access"];

    /// <summary>Reads scopes. A scope of the v2.0 endpoint carries its resource before its last slash: <c>api://orders/Orders.Read</c>.</summary>
    public static EntraScopes Read(IEnumerable<string> scopes)
    {
        string? resource = null;
        var names = new List<string>();
        foreach (var scope in scopes.Where(s => !OfTheSignIn.Contains(s, StringComparer.OrdinalIgnoreCase)))
        {
            var slash = scope.LastIndexOf('/');
            if (slash > 0)
            {
                resource ??= scope[..slash];
            }

            var name = scope[(slash + 1)..];
            if (name is not (".default" or "") && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return new(resource, names);
    }
}
