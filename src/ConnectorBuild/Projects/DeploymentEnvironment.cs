using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>A <c>ConnectorEnvironment</c> item: a place to deploy to. Metadata that is absent is null.</summary>
public sealed record DeploymentEnvironment
{
    /// <summary>The name that stands for the local cloud when the item has no <see cref="Url"/>.</summary>
    public const string LocalName = "local";

    /// <summary>The item's identity, for example <c>dev</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The Dataverse environment's address, for example <c>https://contoso-dev.crm4.dynamics.com</c>.</summary>
    public string? Url { get; init; }

    /// <summary>The Entra tenant (a GUID). What is signed in to must equal it before anything is written.</summary>
    public string? TenantId { get; init; }

    /// <summary><c>Public</c>, <c>GCC</c>, <c>GCCHigh</c>, <c>DoD</c> or <c>China</c>.</summary>
    public string? Cloud { get; init; }

    /// <summary><c>Direct</c> or <c>Solution</c>.</summary>
    public string? Route { get; init; }

    /// <summary>Import as a managed solution; allows only the route <c>Solution</c>.</summary>
    public bool Managed { get; init; }

    /// <summary><c>Manage</c> or <c>Verify</c>.</summary>
    public string? EntraMode { get; init; }

    /// <summary><c>Environment</c> or <c>Shared</c>.</summary>
    public string? AppScope { get; init; }

    /// <summary>The client id of an existing app, where the app is not ours to name.</summary>
    public string? ClientId { get; init; }

    /// <summary>How to sign in to Entra; null looks in the documented order.</summary>
    public string? EntraCredential { get; init; }

    /// <summary>How to sign in to Dataverse; null looks in the documented order.</summary>
    public string? DataverseCredential { get; init; }

    /// <summary>The authority's address, where it is not the cloud's.</summary>
    public string? AuthorityHost { get; init; }

    /// <summary>Microsoft Graph's address without version, where it is not the cloud's.</summary>
    public string? GraphUrl { get; init; }

    /// <summary>The environment's id in the Power Platform, where Dataverse is not asked for it.</summary>
    public string? EnvironmentId { get; init; }

    /// <summary>The Power Platform API's address, where it is not the cloud's.</summary>
    public string? PowerPlatformUrl { get; init; }

    /// <summary>The path of a PEM certificate that is trusted besides the machine's own.</summary>
    public string? TrustedCertificate { get; init; }

    /// <summary>The path of the local cloud's options file, where it is not <c>local-cloud.json</c> beside the project.</summary>
    public string? LocalCloudOptions { get; init; }

    /// <summary>
    /// Whether the package is imported (<c>Route="Solution"</c>, the default where managed), instead of the connector being written
    /// directly.
    /// </summary>
    public bool ImportsPackage => Managed || string.Equals(Route, "Solution", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is the local cloud that the tool itself hosts.</summary>
    public bool IsLocalCloud => Url is null && string.Equals(Name, LocalName, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether an environment can have the name: a patch is found by it, and <c>apiDefinition.swagger.json</c> must stay the definition. Files are named after it, as in <c>dev.plan.json</c>, which no device of Windows can be.
    /// </summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && name.ToUpperInvariant() is not ("SWAGGER" or "JSON" or "YAML" or "YML")
            && !DeviceNames.Contains(name);
    }
}
