using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Targets;

/// <summary>
/// The local cloud: hosted in this process for as long as the command runs, or attached to where another process hosts it on the same state. Only
/// its own deployment identity signs in; a real credential of the machine never reaches it.
/// </summary>
internal sealed class LocalCloudSession : EnvironmentSession
{
    private readonly LocalCloudConnection _cloud;
    private readonly ClientSecretCredential _credential;

    private LocalCloudSession(LocalCloudConnection cloud, DeploymentEnvironment environment)
    {
        _cloud = cloud;
        var local = cloud.Environment(environment.Name);
        Target = new DeploymentTarget
        {
            Name = environment.Name,
            Environment = environment,
            DataverseUrl = new Uri(local.Url + "/"),
            TenantId = Guid.Parse(local.TenantId),
            AuthorityHost = new Uri(cloud.Endpoints.AuthorityHost),
            GraphUrl = new Uri(cloud.Endpoints.GraphUrl + "/"),
            TrustedCertificate = cloud.Endpoints.CertificateFile,
        };
        var deployer = cloud.Deployer(local);
        _credential = new ClientSecretCredential(deployer.TenantId, deployer.ClientId, deployer.ClientSecret, new ClientSecretCredentialOptions
        {
            AuthorityHost = Target.AuthorityHost,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(CloudHttp.CreateForTokens(Target)),
        });
    }

    public override DeploymentTarget Target { get; }

    public override TokenCredential Entra => _credential;

    public override TokenCredential Dataverse => _credential;

    public override string? Banner =>
        $"This is the local cloud ({(_cloud.IsHosted ? "in this process" : $"process {_cloud.Endpoints.ProcessId}")}, state in {_cloud.StateFile}): no real tenant is touched.";

    /// <summary>Where a project's local cloud keeps its state.</summary>
    public static string StateFile(ConnectorProject project) =>
        Path.Combine(project.IntermediateDirectory ?? Path.Combine(project.ProjectDirectory, "obj"), "local-cloud", "state.json");

    public static Task<LocalCloudSession> OpenAsync(
        ConnectorProject project, DeploymentEnvironment environment, ToolContext context, CancellationToken cancellationToken) =>
        OpenAsync(StateFile(project), environment, context, cancellationToken);

    public static async Task<LocalCloudSession> OpenAsync(
        string stateFile, DeploymentEnvironment environment, ToolContext context, CancellationToken cancellationToken)
    {
        var cloud = await LocalCloudConnection.OpenAsync(stateFile, isAttachable: false, context.Clock, cancellationToken).ConfigureAwait(false);
        return new LocalCloudSession(cloud, environment);
    }

    public override async Task<string?> ProveSignInAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        if (desired.Application is null)
        {
            return null;
        }

        var result = await _cloud.SignInAsync(_cloud.Environment(Target.Name).Name, desired.Row.Identity.RowId.ToString(), cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? LocalCloudText.Proof(result) : throw LocalCloudText.NotProved(result);
    }

    public override async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
