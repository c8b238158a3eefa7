namespace ConnectorBuild.Rules.Engine;

/// <summary>The hosts at which Microsoft Entra signs users in.</summary>
internal static class EntraHosts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net",
        "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn", "login.windows-ppe.net",
    ];

    public static bool Contains(string host) => All.Contains(host, StringComparer.OrdinalIgnoreCase);
}
