using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>CB7xxx: Entra and Microsoft Graph.</summary>
public static class EntraDiagnostics
{
    /// <summary>CB7001.</summary>
    public static readonly DiagnosticDescriptor SignInFailed = new("CB7001", "Signing in to Entra failed", DiagnosticSeverity.Error);

    /// <summary>CB7002.</summary>
    public static readonly DiagnosticDescriptor NoCredential = new("CB7002", "No way to sign in was found", DiagnosticSeverity.Error);

    /// <summary>CB7003.</summary>
    public static readonly DiagnosticDescriptor WrongTenant = new(
        "CB7003", "Signed in to another tenant than the environment's", DiagnosticSeverity.Error);

    /// <summary>CB7004.</summary>
    public static readonly DiagnosticDescriptor GraphDenied = new("CB7004", "Microsoft Graph denied the request", DiagnosticSeverity.Error);

    /// <summary>CB7005.</summary>
    public static readonly DiagnosticDescriptor GraphFailed = new("CB7005", "Microsoft Graph refused the request", DiagnosticSeverity.Error);

    /// <summary>CB7006.</summary>
    public static readonly DiagnosticDescriptor UnknownCredentialKind = new(
        "CB7006", "An environment names an unknown way to sign in", DiagnosticSeverity.Error);

    /// <summary>CB7101.</summary>
    public static readonly DiagnosticDescriptor ResourceNotFound = new(
        "CB7101", "The connector's resource is not in the tenant", DiagnosticSeverity.Error);

    /// <summary>CB7102.</summary>
    public static readonly DiagnosticDescriptor ScopeNotFound = new("CB7102", "The resource does not offer the scope", DiagnosticSeverity.Error);

    /// <summary>CB7103.</summary>
    public static readonly DiagnosticDescriptor ScopeMissing = new(
        "CB7103", "The connector names no scope and the resource has no default one", DiagnosticSeverity.Error);

    /// <summary>CB7104.</summary>
    public static readonly DiagnosticDescriptor ResourceMissing = new("CB7104", "The connector names no resource", DiagnosticSeverity.Error);

    /// <summary>CB7105.</summary>
    public static readonly DiagnosticDescriptor PermissionNotNeeded = new(
        "CB7105", "The app asks for a permission that the connector does not need", DiagnosticSeverity.Info);

    /// <summary>CB7106.</summary>
    public static readonly DiagnosticDescriptor ServiceReferenceMissing = new(
        "CB7106", "The tenant asks for a service management reference", DiagnosticSeverity.Error);

    /// <summary>CB7107.</summary>
    public static readonly DiagnosticDescriptor AppNotFound = new("CB7107", "There is no app with the client id", DiagnosticSeverity.Error);

    /// <summary>CB7109.</summary>
    public static readonly DiagnosticDescriptor AdministratorMustConsent = new(
        "CB7109", "Only an administrator can consent to a permission", DiagnosticSeverity.Warning);

    /// <summary>CB7108.</summary>
    public static readonly DiagnosticDescriptor AudienceWidened = new(
        "CB7108", "The deployment opens an app to other tenants", DiagnosticSeverity.Warning);

    /// <summary>CB7110.</summary>
    public static readonly DiagnosticDescriptor OnBehalfOfShared = new(
        "CB7110", "Two on-behalf-of connectors have one app", DiagnosticSeverity.Error);

    /// <summary>CB7111.</summary>
    public static readonly DiagnosticDescriptor OnBehalfOfWaits = new(
        "CB7111", "On-behalf-of sign-in waits for an administrator's consent", DiagnosticSeverity.Warning);

    /// <summary>CB7112.</summary>
    public static readonly DiagnosticDescriptor OnBehalfOfUnseen = new(
        "CB7112", "Consent to an on-behalf-of connector cannot be read", DiagnosticSeverity.Info);

    /// <summary>CB7113.</summary>
    public static readonly DiagnosticDescriptor SeenByOwnerOnly = new(
        "CB7113", "Nobody but its owner can see the connector", DiagnosticSeverity.Info);

    /// <summary>CB7115.</summary>
    public static readonly DiagnosticDescriptor TenantUnfilled = new(
        "CB7115", "The tenant of the sign-in is a placeholder", DiagnosticSeverity.Error);

    /// <summary>CB7114.</summary>
    public static readonly DiagnosticDescriptor PlatformPrincipalMissing = new(
        "CB7114", "The platform's app is not in the tenant", DiagnosticSeverity.Info);

    /// <summary>CB7116.</summary>
    public static readonly DiagnosticDescriptor RightMissing = new(
        "CB7116", "A right that on-behalf-of sign-in needs is missing", DiagnosticSeverity.Warning);

    /// <summary>CB7117.</summary>
    public static readonly DiagnosticDescriptor RightUnknown = new(
        "CB7117", "Whether a right is there cannot be read", DiagnosticSeverity.Info);

    /// <summary>CB7201.</summary>
    public static readonly DiagnosticDescriptor SecretNotUsable = new("CB7201", "A new secret did not become usable", DiagnosticSeverity.Error);

    /// <summary>CB7202.</summary>
    public static readonly DiagnosticDescriptor SecretForbidden = new(
        "CB7202", "A policy of the tenant forbids the secret", DiagnosticSeverity.Error);

    /// <summary>CB7203.</summary>
    public static readonly DiagnosticDescriptor SecretVariableMissing = new(
        "CB7203", "The environment variable with the client secret is not set", DiagnosticSeverity.Error);

    /// <summary>CB7205.</summary>
    public static readonly DiagnosticDescriptor NothingToRotate = new(
        "CB7205", "The connector's secret is not ours to rotate", DiagnosticSeverity.Error);

    /// <summary>CB7206.</summary>
    public static readonly DiagnosticDescriptor FederatedNeedsTenant = new(
        "CB7206", "A sign-in without a secret needs a tenant", DiagnosticSeverity.Error);

    /// <summary>CB7207.</summary>
    public static readonly DiagnosticDescriptor SecretShortened = new(
        "CB7207", "The client secret lives shorter than asked", DiagnosticSeverity.Warning);

    /// <summary>CB7208.</summary>
    public static readonly DiagnosticDescriptor SecretNotTaken = new(
        "CB7208", "Entra does not take the client secret that was brought", DiagnosticSeverity.Error);

    /// <summary>CB7209.</summary>
    public static readonly DiagnosticDescriptor ReferredSecretMissing = new(
        "CB7209", "The app has no client secret that Key Vault could hold", DiagnosticSeverity.Warning);

    /// <summary>CB7301.</summary>
    public static readonly DiagnosticDescriptor ReplyUrlLimit = new("CB7301", "The app has no room for another reply URL", DiagnosticSeverity.Error);

    /// <summary>CB7302.</summary>
    public static readonly DiagnosticDescriptor AppDeleted = new("CB7302", "The app was deleted and still holds its name", DiagnosticSeverity.Error);

    /// <summary>CB7303.</summary>
    public static readonly DiagnosticDescriptor SharedApp = new("CB7303", "Several environments share the app", DiagnosticSeverity.Info);

    /// <summary>CB7304.</summary>
    public static readonly DiagnosticDescriptor ReplyUrlErased = new("CB7304", "A reply URL that was there is gone", DiagnosticSeverity.Warning);

    /// <summary>CB7305.</summary>
    public static readonly DiagnosticDescriptor ConsentLost = new("CB7305", "A restored app has lost its consent", DiagnosticSeverity.Warning);

    /// <summary>CB7306.</summary>
    public static readonly DiagnosticDescriptor TrustLimit = new(
        "CB7306", "The app has no room for another federated credential", DiagnosticSeverity.Error);

    /// <summary>CB7307.</summary>
    public static readonly DiagnosticDescriptor SecretlessResource = new(
        "CB7307", "Sources disagree whether the resource works without a secret", DiagnosticSeverity.Warning);

    /// <summary>CB7401.</summary>
    public static readonly DiagnosticDescriptor OwnerMustAct = new("CB7401", "The app's owner has something to do", DiagnosticSeverity.Warning);

    /// <summary>CB7402.</summary>
    public static readonly DiagnosticDescriptor OwnSecretNeeded = new(
        "CB7402", "An app that is only verified needs a secret that is brought", DiagnosticSeverity.Error);
}
