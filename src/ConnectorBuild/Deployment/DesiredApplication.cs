using System.Collections.Immutable;
using ConnectorBuild.Entra;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Deployment;

/// <summary>The app registration that the connector signs in with.</summary>
public sealed record DesiredApplication
{
    /// <summary>What every app that we make is tagged with.</summary>
    public const string Tag = "ConnectorBuild";

    /// <summary>The alternate key that it is found by, unless <see cref="ClientId"/> says otherwise.</summary>
    public required string UniqueName { get; init; }

    /// <summary>What people see; set when the app is made and theirs from then on.</summary>
    public required string DisplayName { get; init; }

    /// <summary><c>AzureADMyOrg</c> or <c>AzureADMultipleOrgs</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>The resource APIs and scopes that the connector asks for.</summary>
    public required IReadOnlyList<ResourceScopes> Resources { get; init; }

    /// <summary>What the display names of our secrets start with.</summary>
    public required string SecretPrefix { get; init; }

    /// <summary>Client id of an app that exists; null to find it by <see cref="UniqueName"/> or make it.</summary>
    public string? ClientId { get; init; }

    /// <summary><c>EntraMode=Verify</c>: the app is another team's; nothing in Entra is written.</summary>
    public bool IsVerifiedOnly { get; init; }

    /// <summary><c>AppScope=Shared</c>: several environments sign in with it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Where the secret comes from.</summary>
    public SecretSource Secret { get; init; } = SecretSource.Minted;

    /// <summary>The lifetime asked for a new secret.</summary>
    public TimeSpan SecretLifetime { get; init; } = TimeSpan.FromDays(180);

    /// <summary>A secret with less left is renewed.</summary>
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Mint a secret even where the old one would do (<c>rotate-secret</c>).</summary>
    public bool RotateNow { get; init; }

    /// <summary>Whether admin consent is given for all users.</summary>
    public bool GrantAdminConsent { get; init; }

    /// <summary>Whether permissions that the connector does not need are taken from the app.</summary>
    public bool PrunePermissions { get; init; }

    /// <summary>Notes of an app that is made.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What the tenant wants app registrations to carry; null for nothing.</summary>
    public string? ServiceManagementReference { get; init; }

    /// <summary>Tags of an app that is made.</summary>
    public ImmutableArray<string> Tags { get; init; } = [Tag];

    /// <summary>How long before its end a secret is renewed: with a short lifetime granted, a fixed number of days would renew in every run.</summary>
    internal TimeSpan EffectiveRenewBefore(double? grantedDays, PasswordState password)
    {
        var third = TimeSpan.FromDays((grantedDays ?? (password.End - password.Start).TotalDays) / 3);
        return RenewBefore < third ? RenewBefore : third;
    }

    /// <summary>The environment's part in <see cref="ReplyUrlTag"/>.</summary>
    public string EnvironmentKey { get; init; } = "";

    /// <summary>The tag by which a reply URL that we added is known again: whose environment it is, and which URL.</summary>
    public string ReplyUrlTag(string url) => $"{ReplyUrlTagPrefix}{Dataverse.DeploymentRecord.Hash(url)}";

    /// <summary>What the tags of this environment's reply URLs start with.</summary>
    public string ReplyUrlTagPrefix => $"{Tag}:{EnvironmentKey}:";

    internal static DesiredApplication Create(
        ConnectorProject project, ConnectorIdentity identity, ConnectorSignIn signIn, DeploymentTarget target, SourceLocation? location)
    {
        if (signIn.Resources.Count == 0)
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.ResourceMissing,
                "The connector signs in with Entra but names no resource, so no token could be asked for. Add customParameters.resourceUri with the API's resource URL, to the letter, to oAuthSettings in apiProperties.json.",
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
                $"Environment '{target.Name}' has EntraMode=\"Verify\": the app is another team's, and nothing in Entra is written. It needs {(environment.ClientId is null ? "ClientId, the app's client id" : "a secret that you were given: set ConnectorClientSecretEnvVar, ConnectorClientSecretKeyVaultUri, or a reference to an environment variable in apiProperties.json")}. Nothing was changed.",
                project.ProjectFile is { } file ? new SourceLocation(file) : null));
        }

        if (secret.Kind == SecretSourceKind.Federated && signIn.IsMultiTenant)
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.FederatedNeedsTenant,
                "A sign-in without a secret (clientAssertionType GenericFederatedIdentityCredential, preview) works for single-tenant apps only, and the connector signs in through 'common'. Nothing was changed. Set customParameters.tenantId to the tenant's id, per environment in apiProperties.{environment}.json.",
                location));
        }

        return new DesiredApplication
        {
            UniqueName = EntraNames.UniqueName(identity.Name, isShared ? null : target.Key),
            DisplayName = EntraNames.DisplayName(identity.DisplayName, isShared ? null : target.Name),
            Audience = signIn.IsMultiTenant ? "AzureADMultipleOrgs" : "AzureADMyOrg",
            Resources = signIn.Resources,
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

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
