using System.Diagnostics;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>Where the connector's client secret comes from. Names and references only.</summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="Reference">The environment variable's name or the secret's address; empty otherwise.</param>
public sealed record SecretSource(SecretSourceKind Kind, string Reference)
{
    /// <summary>We mint it and renew it.</summary>
    public static SecretSource Minted { get; } = new(SecretSourceKind.Minted, "");

    /// <summary>Whether the user brings the text.</summary>
    public bool IsBrought => Kind is SecretSourceKind.EnvironmentVariable or SecretSourceKind.KeyVault;

    /// <summary>What the project says. A reference inside the connector wins: there is no place for a text then.</summary>
    internal static SecretSource Of(ConnectorProject project, ConnectorSignIn signIn) => signIn switch
    {
        { IsFederated: true } => new(SecretSourceKind.Federated, ""),
        { HasSecretReference: true } => new(SecretSourceKind.Reference, ""),
        _ when project.ClientSecretEnvironmentVariable is { } name => new(SecretSourceKind.EnvironmentVariable, name),
        _ when project.ClientSecretKeyVaultUri is { } uri => new(SecretSourceKind.KeyVault, uri),
        _ => Minted,
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        SecretSourceKind.EnvironmentVariable => $"environment variable {Reference}",
        SecretSourceKind.KeyVault => $"Key Vault secret {Reference}",
        SecretSourceKind.Federated => "none: the app trusts the platform's tokens (preview)",
        SecretSourceKind.Reference => "a Dataverse environment variable that the connector refers to",
        SecretSourceKind.Minted => "minted",
        _ => throw new UnreachableException($"No words for {Kind}."),
    };
}

/// <summary>Kinds of <see cref="SecretSource"/>.</summary>
public enum SecretSourceKind
{
    /// <summary>We mint it and renew it.</summary>
    Minted,

    /// <summary>A process environment variable that the project names.</summary>
    EnvironmentVariable,

    /// <summary>A secret in Azure Key Vault.</summary>
    KeyVault,

    /// <summary><c>@environmentVariables("…")</c> in the connector; the platform resolves it when the connector is saved.</summary>
    Reference,

    /// <summary>None: the app trusts a token of the platform (preview).</summary>
    Federated,
}

/// <summary>Reads a secret that the user brings, where and when it is used.</summary>
public interface ISecretReader
{
    /// <summary>The secret.</summary>
    /// <exception cref="ConnectorException">CB7203: it is not there or may not be read.</exception>
    Task<ClientSecret> ReadAsync(SecretSource source, CancellationToken cancellationToken);
}

/// <summary>A secret that the user brought, as a plan may know it.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Fingerprint">Hash of the row id and the secret, as the deployment record keeps it.</param>
public sealed record BroughtSecret(SecretSource Source, string Fingerprint)
{
    /// <summary>What is recorded of a secret that was passed on before anybody could try it.</summary>
    public string UntriedFingerprint => "untried " + Fingerprint;

    internal static BroughtSecret Create(SecretSource source, ClientSecret secret, Guid rowId) =>
        new(source, ContentHash.Of($"{rowId}\n{secret.Reveal()}"));
}
