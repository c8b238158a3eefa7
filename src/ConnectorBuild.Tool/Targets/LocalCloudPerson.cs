using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Endpoints;

namespace ConnectorBuild.Tool.Targets;

/// <summary>A user of the local cloud's tenant who signs in, as a person does with a code; the tool enters the code for the user.</summary>
internal static class LocalCloudPerson
{
    /// <summary>The user that every tenant has.</summary>
    public const string Maker = "maker";

    /// <summary>Signs in as a user.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="environment">An environment of the user's tenant.</param>
    /// <param name="user">The user's name, with or without the tenant's domain.</param>
    /// <param name="target">The environment's endpoints.</param>
    /// <exception cref="ConnectorException">CB9625: the tenant has no such user.</exception>
    public static TokenCredential Credential(LocalCloudConnection cloud, LocalEnvironment environment, string user, DeploymentTarget target)
    {
        var tenant = cloud.Endpoints.Tenants.First(t => t.TenantId == environment.TenantId);
        if (tenant.Users.Count > 0 && !tenant.Users.Any(u => IsSame(u, user) || IsSame($"{u}@{tenant.Domain}", user)))
        {
            throw new ConnectorException(new Diagnostic(
                RuntimeErrors.UnknownUser,
                $"The tenant '{tenant.Name}' has no user '{SafeText.OneLine(user)}'; it has {string.Join(", ", tenant.Users)}. Nothing was "
                    + "changed. Name one of these with --user, or add the user to 'users' in local-cloud.json."));
        }

        var options = new DeviceCodeCredentialOptions
        {
            AuthorityHost = target.AuthorityHost,
            DisableInstanceDiscovery = true,
            TenantId = environment.TenantId,
            ClientId = DeploymentTarget.PowerPlatformCli,
            DeviceCodeCallback = (code, stop) => EnterAsync(cloud.Endpoints, code, user, stop),
        };
        CloudHttp.Apply(options, target);
        return new DeviceCodeCredential(options);
    }

    private static async Task EnterAsync(LocalCloudEndpoints endpoints, DeviceCodeInfo code, string user, CancellationToken cancellationToken)
    {
        using var browser = LocalCloudClient.CreateHttpClient(endpoints);
        var page = new Uri($"{code.VerificationUri}?otc={code.UserCode}&login_hint={Uri.EscapeDataString(user)}");
        using var answer = await browser.GetAsync(page, cancellationToken).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
