using System.Diagnostics;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tool.Targets;

/// <summary>Reads the secret that the user brings: an environment variable of this process, or Azure Key Vault.</summary>
/// <param name="variables">Reads an environment variable; null where it is not set.</param>
/// <param name="vault">Signs in to Key Vault: the same identity as to Graph.</param>
/// <param name="transport">How Key Vault is reached; null for Azure.Core's own way.</param>
internal sealed class SecretReader(Func<string, string?> variables, TokenCredential vault, HttpPipelineTransport? transport = null) : ISecretReader
{
    public async Task<ClientSecret> ReadAsync(SecretSource source, CancellationToken cancellationToken) => source.Kind switch
    {
        SecretSourceKind.EnvironmentVariable => variables(source.Reference) is { Length: > 0 } text
            ? new ClientSecret(text)
            : throw Missing(
                $"The environment variable '{source.Reference}', which ConnectorClientSecretEnvVar names, is not set in this process. "
                    + "Nothing was changed. Set it in the job that publishes (map it from the secret store of your CI system), or "
                    + "leave ConnectorClientSecretEnvVar out to have a secret minted."),
        SecretSourceKind.KeyVault => await ReadVaultAsync(source.Reference, cancellationToken).ConfigureAwait(false),
        _ => throw new UnreachableException($"A secret of the kind {source.Kind} is not brought."),
    };

    private async Task<ClientSecret> ReadVaultAsync(string address, CancellationToken cancellationToken)
    {
        // https://{vault}/secrets/{name}[/{version}]
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps
            || uri.Segments is not [_, "secrets/", var name, ..])
        {
            throw Missing(
                $"ConnectorClientSecretKeyVaultUri '{address}' is not the address of a Key Vault secret. Nothing was changed. It looks "
                    + "like https://contoso.vault.azure.net/secrets/connector-secret.");
        }

        try
        {
            var options = new SecretClientOptions();
            options.Transport = transport ?? options.Transport;
            options.Retry.NetworkTimeout = TimeSpan.FromMinutes(5); // The transport has the bound of one try, and names the host.
            var client = new SecretClient(new Uri(uri.GetLeftPart(UriPartial.Authority)), vault, options);
            var version = uri.Segments.Length > 3 ? uri.Segments[3].TrimEnd('/') : null;
            var secret = await client.GetSecretAsync(name.TrimEnd('/'), version, outContentType: null, cancellationToken).ConfigureAwait(false);
            return new ClientSecret(secret.Value.Value);
        }
        catch (Exception e) when (ConnectionFailure.Unanswered(e, "reading the secret from Key Vault") is { } unanswered)
        {
            throw unanswered;
        }
        catch (Exception e) when (ConnectionFailure.Find(e) is { } cause)
        {
            throw new ConnectorException(
                new Diagnostic(
                    DeploymentDiagnostics.Unreachable,
                    SafeText.OneLine(ConnectionFailure.IsUntrusted(cause)
                        ? $"The certificate of {uri.Host}, where ConnectorClientSecretKeyVaultUri points to, is not trusted: "
                            + $"{ConnectionFailure.Describe(e)} Nothing was changed. If it is that of a proxy that inspects TLS, name "
                            + "its PEM file as TrustedCertificate of the environment."
                        : $"{uri.Host}, where ConnectorClientSecretKeyVaultUri points to, cannot be reached: "
                            + $"{ConnectionFailure.Describe(e)} Nothing was changed. Check the vault's name, the network, and whether "
                            + "the vault's firewall lets this machine in.")),
                e);
        }
        catch (AuthenticationFailedException e)
        {
            throw Missing(
                $"The Key Vault secret {address} cannot be read, because signing in to Key Vault failed "
                    + $"({SafeText.OneLine(e.Message)}). Nothing was changed. Key Vault is read by the identity that signs in to Entra.",
                e);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw Missing(
                $"The Key Vault secret {address} cannot be read ({SafeText.OneLine(e.Message)}). Nothing was changed. Give the "
                    + "identity that signs in to Entra the role 'Key Vault Secrets User' on it, and check the address.",
                e);
        }
    }

    private static ConnectorException Missing(string message, Exception? inner = null) =>
        new(new Diagnostic(EntraDiagnostics.SecretVariableMissing, message), inner);
}
