using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Deployment.Routes;

/// <summary>What the app registration of a connector should be, out of the project, its sign-in and the environment.</summary>
internal static class DesiredApplications
{
    /// <summary>The app that a connector signs in with.</summary>
    /// <exception cref="ConnectorException">CB7104: no resource; CB7402: an app that is only verified has no client id or secret; CB7206:
    /// no tenant for a sign-in without a secret; CB7115: a tenant that waits to be filled in.</exception>
    public static DesiredApplication Create(
        ConnectorProject project, ConnectorIdentity identity, ConnectorSignIn signIn, DeploymentTarget target, SourceLocation? location)
    {
        if (signIn.Resources.Count == 0)
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.ResourceMissing,
                "The connector signs in with Entra but names no resource, so no token could be asked for. Add "
                    + "customParameters.resourceUri with the API's resource URL, to the letter, to oAuthSettings in apiProperties.json.",
                location));
        }

        if (signIn.UnfilledTenant is { } tenant)
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.TenantUnfilled,
                $"The sign-in's tenantId {QuotedText.Quote(tenant)} is a placeholder, so every sign-in would end with AADSTS90002. "
                    + "Nothing was changed. "
                    + $"Write the tenant's id into the patch of environment '{target.Name}', or \"common\" for users of every organisation.",
                location));
        }

        var environment = target.Environment;
        var isShared = Is(environment.AppScope, "Shared");
        var isVerifiedOnly = Is(environment.EntraMode, "Verify");
        var secret = SecretSource.Of(project, signIn);
        if (isVerifiedOnly && (environment.ClientId is null || secret == SecretSource.Minted))
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.OwnSecretNeeded,
                $"Environment '{target.Name}' has EntraMode=\"Verify\": the app is another team's, and nothing in Entra is written. It "
                    + "needs "
                    + $"{(environment.ClientId is null ? "ClientId, the app's client id" : "a secret that you were given: set ConnectorClientSecretEnvVar, ConnectorClientSecretKeyVaultUri, or a reference to an environment variable in apiProperties.json")}. "
                    + "Nothing was changed.",
                project.ProjectFile is { } file ? new SourceLocation(file) : null));
        }

        if (secret.Kind == SecretSourceKind.Federated && signIn.IsMultiTenant)
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.FederatedNeedsTenant,
                "A sign-in without a secret (clientAssertionType GenericFederatedIdentityCredential, preview) works for single-tenant "
                    + "apps only, and the connector signs in through 'common'. Nothing was changed. Set customParameters.tenantId to "
                    + "the tenant's id, per environment in apiProperties.{environment}.json.",
                location));
        }

        return new DesiredApplication
        {
            UniqueName = EntraNames.UniqueName(identity.Name, isShared ? null : target.Key),
            DisplayName = EntraNames.DisplayName(identity.DisplayName, isShared ? null : target.Name),
            Audience = signIn.IsMultiTenant ? "AzureADMultipleOrgs" : "AzureADMyOrg",
            Resources = Resources(signIn),
            IsOnBehalfOf = signIn.IsOnBehalfOf,
            AllowsSharedApp = project.AllowSharedApp,
            SecretPrefix = EntraNames.SecretPrefix(identity.Name, target.Key),
            ClientId = environment.ClientId,
            IsVerifiedOnly = isVerifiedOnly,
            IsShared = isShared,
            Secret = secret,
            SecretLifetime = TimeSpan.FromDays(project.SecretLifetimeDays),
            RenewBefore = TimeSpan.FromDays(project.SecretRenewBeforeDays),
            GrantAdminConsent = project.GrantAdminConsent,
            PrunePermissions = project.PrunePermissions,
            Notes = $"Made by ConnectorBuild for connector '{identity.Name}'.{(project.ProjectUrl is null ? "" : $" Project: {project.ProjectUrl}")}",
            ServiceManagementReference = project.ServiceManagementReference,
            EnvironmentKey = target.Key,
        };
    }

    // By its client id, which is the same in every cloud.
    private static IReadOnlyList<ResourceScopes> Resources(ConnectorSignIn signIn) =>
        signIn.IsOnBehalfOf ? [.. signIn.Resources, new ResourceScopes(OnBehalfOf.GraphAppId, [OnBehalfOf.GraphScope])] : signIn.Resources;

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
