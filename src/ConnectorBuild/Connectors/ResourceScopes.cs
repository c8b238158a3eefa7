using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Connectors;

/// <summary>A resource API and the delegated permissions wanted from it.</summary>
/// <param name="Resource">The resource's URI or app id, as the author wrote it.</param>
/// <param name="Scopes">Names of delegated permissions; empty where the connector names none.</param>
public sealed record ResourceScopes(string Resource, IReadOnlyList<string> Scopes)
{
    /// <summary>Where the scopes are in the author's file; null where that is not known.</summary>
    public SourceLocation? Place { get; init; }

    /// <summary>What the definition's own security asks of the resource; only where <see cref="Scopes"/> is empty.</summary>
    public IReadOnlyList<string> OfDefinition { get; init; } = [];

    /// <summary>The words of the paths that the connector calls; only where <see cref="Scopes"/> is empty.</summary>
    public IReadOnlyList<string> PathWords { get; init; } = [];

    // Names that one API of Microsoft's answers to (learn, "Verify first-party Microsoft applications in sign-in reports"; the service
    // principals' own lists).
    private static readonly string[][] Aliases =
    [
        ["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"],
        ["https://management.azure.com", "https://management.core.windows.net", "797f4846-ba00-4fd7-ba43-dac1f8f63013"],
        ["https://analysis.windows.net/powerbi/api", "00000009-0000-0000-c000-000000000000"],
    ];

    /// <summary>
    /// Whether two texts name the same resource: Entra knows an API with and without the trailing slash, and by its app id, which many write behind
    /// <c>api://</c>.
    /// </summary>
    public static bool IsSame(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return string.Equals(Canonical(a), Canonical(b), StringComparison.OrdinalIgnoreCase);
    }

    private static string Canonical(string resource)
    {
        var name = resource.TrimEnd('/');
        const string scheme = "api://";
        if (name.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && Guid.TryParse(name.AsSpan(scheme.Length), out var id))
        {
            name = id.ToString();
        }

        return Aliases.FirstOrDefault(names => names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } known ? known[0] : name;
    }
}
