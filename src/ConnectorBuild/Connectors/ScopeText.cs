namespace ConnectorBuild.Connectors;

/// <summary>A scope as authors and the portal write it: a name alone, or behind the address or the app id of its resource.</summary>
/// <param name="Resource">The resource that the text names, without the trailing slash; null where only a name was written.</param>
/// <param name="Name">The name of the delegated permission; empty where the text names a resource and nothing else.</param>
public sealed record ScopeText(string? Resource, string Name)
{
    private static readonly char[] Separators = [' ', ',', ';', '\t', '\r', '\n', '\u00A0'];

    private static readonly string[] OpenIdNames = ["openid", "profile", "email", "offline_access"];

    /// <summary>
    /// Whether the scope is one of the sign-in itself (<c>openid</c> and similar names): every app may ask for it, and no API grants it.
    /// </summary>
    public bool IsOpenId => Resource is null && OpenIdNames.Contains(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the text names no permission: <c>.default</c> stands for those that the app already has.</summary>
    public bool IsDefault => Name.Length == 0 || Name.Equals(".default", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the scopes of one text, which may hold several, separated by blanks, commas or semicolons.</summary>
    public static IEnumerable<ScopeText> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Split(text).Select(Parse);
    }

    /// <summary>The scopes of one text, each as it is written.</summary>
    public static string[] Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Whether the scope can be part of a token for a resource: the text names that resource or none.</summary>
    /// <param name="resource">The connector's resource; null or empty where the connector names none.</param>
    public bool IsOf(string? resource) => Resource is null || string.IsNullOrEmpty(resource) || ResourceScopes.IsSame(Resource, resource);

    // A scope of the v2.0 endpoint carries its resource: https://graph.microsoft.com/User.Read, api://orders/Read or <app id>/Read.
    private static ScopeText Parse(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? 0 : scheme + 3;
        var slash = text.LastIndexOf('/');
        if (slash >= path && (scheme > 0 || Guid.TryParse(text.AsSpan(0, slash), out _)))
        {
            return new ScopeText(text[..slash].TrimEnd('/'), text[(slash + 1)..]);
        }

        return scheme > 0 ? new ScopeText(text, "") : new ScopeText(null, text);
    }
}
