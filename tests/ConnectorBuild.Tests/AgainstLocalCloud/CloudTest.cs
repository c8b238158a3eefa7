using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>
/// The real engine, Azure.Identity and Graph SDK over TLS against a local cloud whose replicas lag, on a clock that no wait holds up.
/// </summary>
public abstract class CloudTest : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal SkippingTimeProvider Clock { get; } = new();

    protected LocalCloudServer Cloud { get; private set; } = null!;

    protected LocalEnvironment Local => Cloud.Environments["local"];

    /// <summary>Somebody else, with every right in the directory.</summary>
    internal LocalIdentity Administrator => field ??= Cloud.AddIdentity(
        "local",
        "administrator",
        ["Application.ReadWrite.All", "Policy.ReadWrite.ApplicationConfiguration", "Policy.Read.All", "DelegatedPermissionGrant.ReadWrite.All"],
        [.. Cloud.Environments.Keys]);

    protected virtual LocalCloudOptions Options => new()
    {
        Clock = Clock,
        ReplicationLag = TimeSpan.FromSeconds(4),
        SecretDelay = TimeSpan.FromSeconds(9),
        Seed = 1,
    };

    public async ValueTask InitializeAsync() => Cloud = await LocalCloudServer.StartAsync(Options, Stop);

    public virtual async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal DeploymentTarget Target(LocalEnvironment? environment = null) => new()
    {
        Name = (environment ?? Local).Name,
        Environment = new DeploymentEnvironment { Name = (environment ?? Local).Name },
        DataverseUrl = new Uri((environment ?? Local).Url + "/"),
        TenantId = Guid.Parse((environment ?? Local).TenantId),
        AuthorityHost = new Uri(Cloud.AuthorityHost),
        GraphUrl = new Uri(Cloud.GraphUrl + "/"),
        TrustedCertificate = Cloud.CertificateFile,
    };

    internal DesiredState Desired(
        ConnectorProject? project = null, string? definition = null, string? properties = null, DeploymentTarget? target = null) =>
        Contoso.Desired(project, definition, properties, target ?? Target());

    internal ClientSecretCredential Credential(DeploymentTarget target, LocalIdentity? identity = null)
    {
        identity ??= Cloud.Tenants.Values.Single(t => t.TenantId == target.TenantId.ToString()).Deployer;
        return new ClientSecretCredential(identity.TenantId, identity.ClientId, identity.ClientSecret, new ClientSecretCredentialOptions
        {
            AuthorityHost = target.AuthorityHost,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(CloudHttp.CreateForTokens(target)),

            // The SDK waits on the system's clock: as often as by default, but not as long.
            RetryPolicy = new RetryPolicy(3, DelayStrategy.CreateFixedDelayStrategy(TimeSpan.FromMilliseconds(1))),
        });
    }

    internal async Task<DeploymentResult> DeployAsync(
        DesiredState? desired = null, LocalIdentity? entra = null, LocalIdentity? dataverse = null, RecordingObserver? observer = null, ISecretReader? secrets = null)
    {
        desired ??= Desired();
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target, entra), Credential(desired.Target, dataverse), secrets
                ?? new NoSecrets(), Clock, observer ?? new RecordingObserver());
        return await engine.DeployAsync(desired, Stop);
    }

    internal async Task<SignInResult> SignInAsync(DesiredState? desired = null) =>
        await Cloud.SignInAsync(Local.Name, (desired ?? Desired()).Row.Identity.RowId.ToString(), Stop);

    internal static async Task<string[]> CodesAsync(Func<Task> action) =>
        [.. (await Assert.ThrowsAsync<ConnectorException>(action)).Diagnostics.Select(d => d.Id)];

    /// <summary>What changed something since the log was cleared.</summary>
    protected IReadOnlyList<string> Writes => [.. Cloud.Requests.Records.Where(r => r.IsWrite && r.Status < 400).Select(r => $"{r.Method} {r.Path}")];

    /// <summary>The requests to a service since the log was cleared.</summary>
    protected int Count(string service) => Cloud.Requests.Records.Count(r => r.Service == service);

    private sealed class NoSecrets : ISecretReader
    {
        public Task<ClientSecret> ReadAsync(SecretSource source, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("No secret was to be read.");
    }
}
