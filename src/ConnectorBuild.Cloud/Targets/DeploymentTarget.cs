using System.Globalization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>An environment with every endpoint known. The engine asks nothing else of a cloud, so a local one is like any other.</summary>
public sealed record DeploymentTarget
{
    /// <summary>The environment's name in the project.</summary>
    public required string Name { get; init; }

    /// <summary>The environment's own settings.</summary>
    public required DeploymentEnvironment Environment { get; init; }

    /// <summary>The Dataverse environment, without path.</summary>
    public required Uri DataverseUrl { get; init; }

    /// <summary>The Entra tenant that both sign-ins must be in.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Where tokens come from.</summary>
    public required Uri AuthorityHost { get; init; }

    /// <summary>Microsoft Graph without version.</summary>
    public required Uri GraphUrl { get; init; }

    /// <summary>The scope that a token for Graph is asked with: the cloud's own resource, wherever the endpoint listens.</summary>
    public string GraphScope { get; init; } = MicrosoftCloud.Public.GraphUrl + ".default";

    /// <summary>The Power Platform API, where the platform's own view is read.</summary>
    public Uri PowerPlatformUrl { get; init; } = MicrosoftCloud.Public.PowerPlatformUrl;

    /// <summary>The scope that a token for the Power Platform API is asked with: the cloud's own resource, wherever the endpoint listens.</summary>
    public string PowerPlatformScope { get; init; } = MicrosoftCloud.Public.PowerPlatformUrl + ".default";

    /// <summary>The audience of a token of another issuer that Entra exchanges for one of its own.</summary>
    public string TokenExchangeAudience { get; init; } = MicrosoftCloud.Public.TokenExchangeAudience;

    /// <summary>The Entra admin center, for links.</summary>
    public Uri PortalUrl { get; init; } = MicrosoftCloud.Public.PortalUrl;

    /// <summary>Whether the authority is one of Microsoft's clouds, whose host Entra can vouch for (instance discovery).</summary>
    public bool IsKnownAuthority => MicrosoftCloud.All.Any(c => c.AuthorityHost == AuthorityHost);

    /// <summary>A PEM file with one more certificate to trust, or null.</summary>
    public string? TrustedCertificate { get; init; }

    /// <summary>
    /// The arguments with which a command signs in as a person; null where the credential of the environment decides it.
    /// </summary>
    public string? PersonArguments { get; init; }

    /// <summary>
    /// Client id of the public app with which a person signs in by <c>Browser</c> or <c>DeviceCode</c>; null for Azure.Identity's own.
    /// </summary>
    public string? PublicClientId { get; init; }

    /// <summary>
    /// The app of the Power Platform CLI. One source reports that it has the permissions for connections, and that the Azure CLI's, which is
    /// Azure.Identity's own, is refused.
    /// </summary>
    public const string PowerPlatformCli = "9cee029c-6210-4654-90bb-17e6e9d36617";

    /// <summary>
    /// What separates this environment's app from another one's: the host of its configured address, and its port if that is not 443,
    /// which are the same on every machine; the environment's name where the address is not configured but found at run time.
    /// </summary>
    public string Key => Environment.Url is null ? Environment.Name.ToLowerInvariant()
        : DataverseUrl.IsDefaultPort ? DataverseUrl.Host
        : string.Create(CultureInfo.InvariantCulture, $"{DataverseUrl.Host}-{DataverseUrl.Port}");

    /// <summary>The target of an environment with a <c>Url</c>.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="projectFile">Where to point at in a message.</param>
    /// <exception cref="ConnectorException">CB9002 to CB9004: an address, the tenant or the cloud is missing or not one.</exception>
    public static DeploymentTarget Resolve(DeploymentEnvironment environment, string? projectFile = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var location = projectFile is null ? (SourceLocation?)null : new SourceLocation(projectFile);
        var cloud = environment.Cloud is null
            ? MicrosoftCloud.Public
            : MicrosoftCloud.Find(environment.Cloud) ?? throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.UnknownCloud,
                $"Environment '{environment.Name}' names an unknown cloud '{environment.Cloud}'. Its endpoints decide where sign-in "
                    + $"and writes go. Use one of {string.Join(", ", MicrosoftCloud.All.Select(c => c.Name))}.",
                location));
        if (!Guid.TryParse(environment.TenantId, out var tenant))
        {
            throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.TenantMissing,
                $"Environment '{environment.Name}' has "
                    + $"{(environment.TenantId is null ? "no TenantId" : $"the TenantId '{environment.TenantId}', which is not a GUID")}. "
                    + "It guards against writing to a wrong tenant. Set TenantId to the directory (tenant) ID that the Entra admin "
                    + "center shows.",
                location));
        }

        return new DeploymentTarget
        {
            Name = environment.Name,
            Environment = environment,
            DataverseUrl = Address(environment.Url, "Url", required: "https://contoso-dev.crm4.dynamics.com"),
            TenantId = tenant,
            AuthorityHost = environment.AuthorityHost is null
                ? cloud.AuthorityHost
                : Address(environment.AuthorityHost, "AuthorityHost", "https://login.microsoftonline.com/"),
            GraphUrl = environment.GraphUrl is null ? cloud.GraphUrl : Address(environment.GraphUrl, "GraphUrl", "https://graph.microsoft.com/"),
            GraphScope = cloud.GraphUrl + ".default",
            PowerPlatformUrl = environment.PowerPlatformUrl is null
                ? cloud.PowerPlatformUrl
                : Address(environment.PowerPlatformUrl, "PowerPlatformUrl", "https://api.powerplatform.com/"),
            PowerPlatformScope = cloud.PowerPlatformUrl + ".default",
            TokenExchangeAudience = cloud.TokenExchangeAudience,
            PortalUrl = cloud.PortalUrl,
            TrustedCertificate = environment.TrustedCertificate,
        };

        Uri Address(string? text, string setting, string required)
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0)
            {
                return new Uri(uri.GetLeftPart(UriPartial.Authority) + "/");
            }

            throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.AddressInvalid,
                $"Environment '{environment.Name}' has "
                    + $"{(text is null ? $"no {setting}" : $"the {setting} '{text}', which is not an https address; tokens and secrets are only sent over TLS")}, "
                    + $"so there is nothing to deploy to. Set {setting} to an address such as {required}.",
                location));
        }
    }
}
