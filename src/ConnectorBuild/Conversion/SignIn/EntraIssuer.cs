using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>A tenant of Microsoft Entra, as addresses of its sign-in name it.</summary>
/// <param name="Authority">For example <c>https://login.microsoftonline.com</c>.</param>
/// <param name="Tenant">An id, a domain, <c>common</c> or <c>organizations</c>.</param>
internal sealed record EntraIssuer(string Authority, string Tenant)
{
    private static readonly string[] Hosts =
    [
        "login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net",
        "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn",
    ];

    /// <summary>What a connector signs in to where nothing names a tenant.</summary>
    public static EntraIssuer Common { get; } = new("https://login.microsoftonline.com", "common");

    public string AuthorizationUrl => $"{Authority}/{Tenant}/oauth2/v2.0/authorize";

    public string TokenUrl => $"{Authority}/{Tenant}/oauth2/v2.0/token";

    /// <summary>The issuer that an address belongs to; null if it is not one of Entra.</summary>
    public static EntraIssuer? Find(SourceNode address)
    {
        if (!Uri.TryCreate(address.Text, UriKind.Absolute, out var uri) || !Hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var tenant = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "common";
        var isPlaceholder = Uri.UnescapeDataString(tenant).AsSpan().IndexOfAny("{}<>") >= 0 || tenant is "oauth2" or ".well-known";
        var host = uri.Host.StartsWith("sts.", StringComparison.OrdinalIgnoreCase) ? "login.microsoftonline.com" : uri.Host;
        return new($"https://{host}", isPlaceholder ? "common" : tenant);
    }
}
