namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Azure Key Vault as environment variables of type Secret see it.</summary>
internal static class KeyVault
{
    /// <summary>The secret at a resource path, as far as the options give it.</summary>
    public static string Read(DataverseContext context, string path) => context.State.Options.KeyVaultSecrets.TryGetValue(path, out var secret)
        ? secret
        : throw context.Refuse(new DataverseError(400, "0x80048d19",
            "This variable didn't save properly. User is not authorized to read secrets from 'Azure Key Vault path'."));
}
