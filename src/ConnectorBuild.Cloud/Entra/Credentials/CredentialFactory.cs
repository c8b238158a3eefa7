using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Entra.Credentials;

/// <summary>Knows what each way to sign in needs, and makes its credential for one environment's authority, tenant and trust.</summary>
/// <param name="variables">Reads an environment variable of the process.</param>
/// <param name="prefix">Stands for <c>AZURE</c> in the names of the variables, so that a process can hold several identities; null for
/// <c>AZURE</c>.</param>
/// <param name="target">The environment.</param>
/// <param name="showDeviceCode">Shows a person what to do with a device code.</param>
internal sealed class CredentialFactory(Func<string, string?> variables, string? prefix, DeploymentTarget target, Func<string, Task> showDeviceCode)
{
    private string Tenant => target.TenantId.ToString();

    private string ClientId => Get("AZURE_CLIENT_ID") ?? "";

    /// <summary>What is missing for a way; null when all is there.</summary>
    /// <param name="kind">The way.</param>
    /// <param name="isNamed">Whether the project names it. A virtual machine's managed identity has no sign by which it is found; named,
    /// it is tried.</param>
    public string? MissingFor(CredentialKind kind, bool isNamed) => kind switch
    {
        CredentialKind.GitHub => Missing("ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "AZURE_CLIENT_ID"),
        CredentialKind.AzurePipelines =>
            Missing(
                "SYSTEM_OIDCREQUESTURI", "SYSTEM_ACCESSTOKEN", "AZURESUBSCRIPTION_CLIENT_ID", "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"),
        CredentialKind.WorkloadIdentity => Missing("AZURE_FEDERATED_TOKEN_FILE", "AZURE_CLIENT_ID"),
        CredentialKind.ManagedIdentity when isNamed => null,
        CredentialKind.ManagedIdentity => Get("IDENTITY_ENDPOINT") is null && Get("MSI_ENDPOINT") is null ? "IDENTITY_ENDPOINT is not set" : null,
        CredentialKind.Environment => Missing("AZURE_CLIENT_ID")
            ?? (Get("AZURE_CLIENT_SECRET") is null && Get("AZURE_CLIENT_CERTIFICATE_PATH") is null ? $"neither "
                + $"{NameOf("AZURE_CLIENT_SECRET")} nor {NameOf("AZURE_CLIENT_CERTIFICATE_PATH")} is set" : null),
        CredentialKind.AzureCli => MissingProgram("az"),
        CredentialKind.AzurePowerShell => MissingProgram("pwsh"),
        CredentialKind.AzureDeveloperCli => MissingProgram("azd"),

        // Whether a person is there is not this factory's to know.
        CredentialKind.Browser or CredentialKind.DeviceCode => null,
        _ => throw Unknown(kind),
    };

    /// <summary>Whether a way reads variables whose names a prefix can change.</summary>
    public static bool ReadsVariables(CredentialKind kind) => kind switch
    {
        CredentialKind.GitHub or CredentialKind.AzurePipelines or CredentialKind.WorkloadIdentity or CredentialKind.ManagedIdentity or CredentialKind.Environment => true,
        CredentialKind.AzureCli or CredentialKind.AzurePowerShell or CredentialKind.AzureDeveloperCli or CredentialKind.Browser or CredentialKind.DeviceCode => false,
        _ => throw Unknown(kind),
    };

    /// <summary>The way with the variables that it reads.</summary>
    public CredentialWay Way(CredentialKind kind)
    {
        string[] names = kind switch
        {
            CredentialKind.GitHub => ["ACTIONS_ID_TOKEN_REQUEST_URL", "AZURE_CLIENT_ID"],
            CredentialKind.AzurePipelines => ["AZURESUBSCRIPTION_CLIENT_ID", "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"],
            CredentialKind.WorkloadIdentity => ["AZURE_FEDERATED_TOKEN_FILE", "AZURE_CLIENT_ID"],
            CredentialKind.ManagedIdentity => Get("AZURE_CLIENT_ID") is null ? [] : ["AZURE_CLIENT_ID"],
            CredentialKind.Environment =>
                ["AZURE_CLIENT_ID", Get("AZURE_CLIENT_SECRET") is null ? "AZURE_CLIENT_CERTIFICATE_PATH" : "AZURE_CLIENT_SECRET"],
            CredentialKind.AzureCli or CredentialKind.AzurePowerShell or CredentialKind.AzureDeveloperCli or CredentialKind.Browser or CredentialKind.DeviceCode => [],
            _ => throw Unknown(kind),
        };
        return new CredentialWay(kind, names.Length == 0 ? kind.ToString() : $"{kind} ({string.Join(", ", names.Select(NameOf))})");
    }

    /// <summary>
    /// What is wrong with the file that a way's variable names, in place of what Azure.Identity says, which names neither; null when it
    /// is something else.
    /// </summary>
    public ConnectorException? Problem(CredentialKind kind, Exception failure)
    {
        if (kind == CredentialKind.WorkloadIdentity && Get("AZURE_FEDERATED_TOKEN_FILE") is { } token && !File.Exists(token))
        {
            return Broken(
                kind,
                $"{NameOf("AZURE_FEDERATED_TOKEN_FILE")} names '{token}', and there is no such file. Set it to the file that the "
                    + "platform writes, or unset it to sign in another way.",
                failure);
        }

        // Azure.Identity says that the credential is not there; the variable says that it was meant to be.
        return kind == CredentialKind.Environment && Get("AZURE_CLIENT_SECRET") is null && failure is CredentialUnavailableException
            && Get("AZURE_CLIENT_CERTIFICATE_PATH") is { } certificate
            ? Broken(
                kind,
                $"{NameOf("AZURE_CLIENT_CERTIFICATE_PATH")} names '{certificate}', "
                    + $"{(File.Exists(certificate) ? $"which cannot be read as a certificate ({failure.GetBaseException().Message.TrimEnd('.')})" : "and there is no such file")}. "
                    + "Set it to a .pem or .pfx file without password that holds the certificate and its private key, or set "
                    + $"{NameOf("AZURE_CLIENT_SECRET")}.",
                failure)
            : null;
    }

    /// <summary>The credential of a way that has all it needs.</summary>
    public TokenCredential Create(CredentialKind kind) => kind switch
    {
        CredentialKind.GitHub =>
            new ClientAssertionCredential(
                Tenant, ClientId, GitHubTokenAsync,
                Options<ClientAssertionCredentialOptions>(o => o.DisableInstanceDiscovery = !target.IsKnownAuthority)),
        CredentialKind.AzurePipelines => new AzurePipelinesCredential(
            Tenant,
            Get("AZURESUBSCRIPTION_CLIENT_ID")!,
            Get("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID")!,
            Get("SYSTEM_ACCESSTOKEN")!,
            Options<AzurePipelinesCredentialOptions>(o => o.DisableInstanceDiscovery = !target.IsKnownAuthority)),
        CredentialKind.WorkloadIdentity => new WorkloadIdentityCredential(Options<WorkloadIdentityCredentialOptions>(o =>
        {
            o.TenantId = Tenant;
            o.ClientId = ClientId;
            o.TokenFilePath = Get("AZURE_FEDERATED_TOKEN_FILE");
            o.DisableInstanceDiscovery = !target.IsKnownAuthority;
        })),
        CredentialKind.ManagedIdentity =>
            new ManagedIdentityCredential(
                Get("AZURE_CLIENT_ID") is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned),
        CredentialKind.Environment when Get("AZURE_CLIENT_SECRET") is { } secret => new ClientSecretCredential(
            Tenant, ClientId, secret, Options<ClientSecretCredentialOptions>(o => o.DisableInstanceDiscovery = !target.IsKnownAuthority)),
        CredentialKind.Environment => new ClientCertificateCredential(
            Tenant, ClientId, Get("AZURE_CLIENT_CERTIFICATE_PATH")!, Options<ClientCertificateCredentialOptions>(
                o => o.DisableInstanceDiscovery = !target.IsKnownAuthority)),
        CredentialKind.AzureCli => new AzureCliCredential(new AzureCliCredentialOptions { TenantId = Tenant }),
        CredentialKind.AzurePowerShell => new AzurePowerShellCredential(new AzurePowerShellCredentialOptions { TenantId = Tenant }),
        CredentialKind.AzureDeveloperCli => new AzureDeveloperCliCredential(new AzureDeveloperCliCredentialOptions { TenantId = Tenant }),
        CredentialKind.Browser => new OnePromptCredential(new InteractiveBrowserCredential(Options<InteractiveBrowserCredentialOptions>(o =>
        {
            o.TenantId = Tenant;
            o.ClientId = target.PublicClientId ?? o.ClientId;
            o.DisableInstanceDiscovery = !target.IsKnownAuthority;
        }))),
        CredentialKind.DeviceCode => new OnePromptCredential(new DeviceCodeCredential(Options<DeviceCodeCredentialOptions>(o =>
        {
            o.TenantId = Tenant;
            o.ClientId = target.PublicClientId ?? o.ClientId;
            o.DisableInstanceDiscovery = !target.IsKnownAuthority;
            o.DeviceCodeCallback = (code, _) => showDeviceCode(code.Message);
        }))),
        _ => throw Unknown(kind),
    };

    // Azure.Identity has no class for GitHub; the runner's endpoint gives a token for an audience (actions/toolkit, oidc-utils).
    private async Task<string> GitHubTokenAsync(CancellationToken cancellationToken)
    {
        using var http = CloudHttp.CreateForTokens(target);
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{Get("ACTIONS_ID_TOKEN_REQUEST_URL")}&audience={Uri.EscapeDataString(target.TokenExchangeAudience)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"));
        using var response = await SendAsync(http, request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(body);
            return response.IsSuccessStatusCode && JsonAnswer.Text(json.RootElement, "value") is { Length: > 0 } token
                ? token
                : throw new CredentialUnavailableException(
                    $"GitHub gave no OIDC token (HTTP {(int)response.StatusCode}). Does the job have the permission 'id-token: write'?");
        }
        catch (JsonException e)
        {
            throw new CredentialUnavailableException($"GitHub gave no OIDC token (HTTP {(int)response.StatusCode}, no JSON).", e);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AnswerException e)
        {
            throw GraphErrors.Unreachable(e, "asking GitHub for the job's token", "GitHub's token endpoint");
        }
        catch (HttpRequestException e)
        {
            throw new ConnectorException(
                new Diagnostic(
                    DeploymentDiagnostics.Unreachable,
                    SafeText.OneLine(
                        $"GitHub's token endpoint {request.RequestUri!.Host}, which ACTIONS_ID_TOKEN_REQUEST_URL names, cannot be "
                            + $"reached: {ConnectionFailure.Describe(e)} Nothing was changed. The runner sets the variable; check its "
                            + "network and proxy, and run the job again.")),
                e);
        }
    }

    private static UnreachableException Unknown(CredentialKind kind) => new($"There is no credential for {kind}.");

    private static ConnectorException Broken(CredentialKind kind, string what, Exception inner) => new(
        new Diagnostic(EntraDiagnostics.SignInFailed, SafeText.OneLine($"Signing in by {kind} failed: {what} Nothing was changed.")), inner);

    private TOptions Options<TOptions>(Action<TOptions> configure)
        where TOptions : TokenCredentialOptions, new()
    {
        var options = new TOptions { AuthorityHost = target.AuthorityHost };
        CloudHttp.Apply(options, target);
        configure(options);
        return options;
    }

    private string? Missing(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Get(name) is null)
            {
                return $"{NameOf(name)} is not set";
            }
        }

        return null;
    }

    private string? MissingProgram(string name)
    {
        var extensions = OperatingSystem.IsWindows() ? new[] { ".exe", ".cmd", ".bat" } : [""];
        return (Get("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => extensions.Any(extension => File.Exists(Path.Combine(folder, name + extension))))
            ? null
            : $"'{name}' is not on the path";
    }

    private string? Get(string name) => variables(NameOf(name)) is { Length: > 0 } value ? value : null;

    private string NameOf(string name) => prefix is null
        ? name
        : name.StartsWith("AZURESUBSCRIPTION_", StringComparison.Ordinal) ? $"{prefix}_{name["AZURESUBSCRIPTION_".Length..]}"
        : name.StartsWith("AZURE_", StringComparison.Ordinal) ? $"{prefix}_{name["AZURE_".Length..]}"
        : name;
}
