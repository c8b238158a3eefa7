namespace ConnectorBuild.Cloud.Targets;

/// <summary>A Microsoft cloud and its endpoints (Microsoft Graph documentation, "deployments").</summary>
/// <param name="Name">What <c>Cloud</c> of an environment says.</param>
/// <param name="AuthorityHost">Where Entra issues tokens.</param>
/// <param name="GraphUrl">Microsoft Graph without version.</param>
/// <param name="PortalUrl">The Entra admin center, for links.</param>
public sealed record MicrosoftCloud(string Name, Uri AuthorityHost, Uri GraphUrl, Uri PortalUrl)
{
    /// <summary>The commercial cloud; the default.</summary>
    public static MicrosoftCloud Public { get; } = new(
        "Public", new("https://login.microsoftonline.com/"), new("https://graph.microsoft.com/"), new("https://entra.microsoft.com/"));

    /// <summary>All clouds.</summary>
    public static IReadOnlyList<MicrosoftCloud> All { get; } =
    [
        Public,
        Public with { Name = "GCC" },
        new("GCCHigh", new("https://login.microsoftonline.us/"), new("https://graph.microsoft.us/"), new("https://entra.microsoft.us/")),
        new("DoD", new("https://login.microsoftonline.us/"), new("https://dod-graph.microsoft.us/"), new("https://entra.microsoft.us/")),
        new("China", new("https://login.chinacloudapi.cn/"), new("https://microsoftgraph.chinacloudapi.cn/"), new("https://entra.microsoftonline.cn/")),
    ];

    /// <summary>The cloud of that name (case does not matter), or null.</summary>
    public static MicrosoftCloud? Find(string name) => All.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
}
