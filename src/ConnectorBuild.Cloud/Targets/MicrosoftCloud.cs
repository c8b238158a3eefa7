namespace ConnectorBuild.Cloud.Targets;

/// <summary>A Microsoft cloud and its endpoints (Microsoft Graph documentation, "deployments").</summary>
/// <param name="Name">What <c>Cloud</c> of an environment says.</param>
/// <param name="AuthorityHost">Where Entra issues tokens.</param>
/// <param name="GraphUrl">Microsoft Graph without version.</param>
/// <param name="PortalUrl">The Entra admin center, for links.</param>
public sealed record MicrosoftCloud(string Name, Uri AuthorityHost, Uri GraphUrl, Uri PortalUrl)
{
    /// <summary>
    /// The audience of a token of another issuer that Entra exchanges for one of its own (learn, "Configure an application to trust a
    /// managed identity", lists it for each cloud).
    /// </summary>
    public string TokenExchangeAudience { get; init; } = "api://AzureADTokenExchange";

    private const string UsGovernmentAudience = "api://AzureADTokenExchangeUSGov";

    /// <summary>The Power Platform API (learn, "Power Platform API", for each cloud).</summary>
    public Uri PowerPlatformUrl { get; init; } = new("https://api.powerplatform.com/");

    /// <summary>The commercial cloud; the default.</summary>
    public static MicrosoftCloud Public { get; } = new(
        "Public", new("https://login.microsoftonline.com/"), new("https://graph.microsoft.com/"), new("https://entra.microsoft.com/"));

    /// <summary>All clouds.</summary>
    public static IReadOnlyList<MicrosoftCloud> All { get; } =
    [
        Public,
        Public with { Name = "GCC", PowerPlatformUrl = new("https://api.gov.powerplatform.microsoft.us/") },
        new("GCCHigh", new("https://login.microsoftonline.us/"), new("https://graph.microsoft.us/"), new("https://entra.microsoft.us/"))
        {
            TokenExchangeAudience = UsGovernmentAudience,
            PowerPlatformUrl = new("https://api.high.powerplatform.microsoft.us/"),
        },
        new("DoD", new("https://login.microsoftonline.us/"), new("https://dod-graph.microsoft.us/"), new("https://entra.microsoft.us/"))
        {
            TokenExchangeAudience = UsGovernmentAudience,
            PowerPlatformUrl = new("https://api.appsplatform.us/"),
        },
        new(
            "China", new("https://login.chinacloudapi.cn/"), new("https://microsoftgraph.chinacloudapi.cn/"),
            new("https://entra.microsoftonline.cn/"))
        {
            TokenExchangeAudience = "api://AzureADTokenExchangeChina",
            PowerPlatformUrl = new("https://api.powerplatform.partner.microsoftonline.cn/"),
        },
    ];

    /// <summary>The cloud of that name (case does not matter), or null.</summary>
    public static MicrosoftCloud? Find(string name) => All.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
}
