namespace ConnectorBuild.Cloud.Entra.Credentials;

/// <summary>The ways to sign in, in the order in which they are tried when a project names none.</summary>
public enum CredentialKind
{
    /// <summary>The OIDC token of a GitHub Actions job, exchanged for a token of the app <c>AZURE_CLIENT_ID</c>.</summary>
    GitHub,

    /// <summary>An Azure Pipelines service connection with workload identity federation.</summary>
    AzurePipelines,

    /// <summary>A token file that the platform renews (<c>AZURE_FEDERATED_TOKEN_FILE</c>), as in Kubernetes.</summary>
    WorkloadIdentity,

    /// <summary>The managed identity of the machine; a user-assigned one by <c>AZURE_CLIENT_ID</c>.</summary>
    ManagedIdentity,

    /// <summary>
    /// A client secret or certificate from environment variables (<c>AZURE_CLIENT_SECRET</c>, <c>AZURE_CLIENT_CERTIFICATE_PATH</c>).
    /// </summary>
    Environment,

    /// <summary>Whoever is signed in to the Azure CLI.</summary>
    AzureCli,

    /// <summary>Whoever is signed in to Azure PowerShell.</summary>
    AzurePowerShell,

    /// <summary>Whoever is signed in to the Azure Developer CLI.</summary>
    AzureDeveloperCli,

    /// <summary>A person in a browser on this machine.</summary>
    Browser,

    /// <summary>A person in a browser anywhere, with a code.</summary>
    DeviceCode,
}
