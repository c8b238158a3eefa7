namespace ConnectorBuild.Rules.Engine;

/// <summary>The API that a scope belongs to.</summary>
internal static class ScopeResource
{
    // APIs of Microsoft with several names, and the app that stands for them in every tenant.
    private static readonly string[][] Same =
    [
        ["graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn", "00000003-0000-0000-c000-000000000000"],
        ["management.azure.com", "management.core.windows.net", "management.usgovcloudapi.net", "797f4846-ba00-4fd7-ba43-dac1f8f63013"],
        ["outlook.office.com", "outlook.office365.com", "00000002-0000-0ff1-ce00-000000000000"],
        ["analysis.windows.net", "00000009-0000-0000-c000-000000000000"],
        ["app.vssps.visualstudio.com", "dev.azure.com", "499b84ac-1321-427f-aa17-267ca6975798"],
    ];

    /// <summary>
    /// Whether a scope names its API (<c>https://graph.microsoft.com/User.Read</c>), and that is certainly not a resource. A scope that
    /// is a bare name belongs to whatever API is asked, and an address and an app's id may be the same API.
    /// </summary>
    public static bool IsOther(string scope, string resource)
    {
        if (AuthorityOf(scope) is not { } named || AuthorityOf(resource) is not { } asked || AreSame(named, asked))
        {
            return false;
        }

        return IsKnown(named) || IsKnown(asked) ? IsName(named) && IsName(asked) : IsId(named) == IsId(asked);

        static bool IsName(string authority) => !IsId(authority) || IsKnown(authority);
    }

    private static bool AreSame(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase)
        || Same.Any(group => group.Contains(left, StringComparer.OrdinalIgnoreCase) && group.Contains(right, StringComparer.OrdinalIgnoreCase));

    private static bool IsKnown(string authority) => Same.Any(group => group.Contains(authority, StringComparer.OrdinalIgnoreCase));

    private static bool IsId(string authority) => Guid.TryParse(authority, out _);

    // The host of an address, or the app's id of "api://id/scope" and "id/scope"; null for a bare name.
    private static string? AuthorityOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http" or "api") ? uri.Host
        : text.Split('/')[0] is { Length: 36 } first && IsId(first) ? first
        : null;
}
