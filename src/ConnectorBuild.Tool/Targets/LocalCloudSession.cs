using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Calls;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Targets;

/// <summary>
/// The local cloud: hosted in this process for as long as the command runs, or attached to where another process hosts it on the same state. Only
/// its own deployment identity signs in; a real credential of the machine never reaches it.
/// </summary>
internal sealed class LocalCloudSession : EnvironmentSession
{
    private readonly LocalCloudConnection _cloud;
    private readonly string? _optionsFile;
    private readonly ClientSecretCredential _credential;

    private LocalCloudSession(LocalCloudConnection cloud, DeploymentEnvironment environment, string? optionsFile)
    {
        _cloud = cloud;
        _optionsFile = optionsFile;
        var local = cloud.Environment(environment.Name);
        Target = new DeploymentTarget
        {
            Name = environment.Name,
            Environment = environment,
            DataverseUrl = new Uri(local.Url + "/"),
            TenantId = Guid.Parse(local.TenantId),
            AuthorityHost = new Uri(cloud.Endpoints.AuthorityHost),
            GraphUrl = new Uri(cloud.Endpoints.GraphUrl + "/"),
            PowerPlatformUrl = new Uri(cloud.Endpoints.AuthorityHost),
            TrustedCertificate = cloud.Endpoints.CertificateFile,
        };
        var deployer = cloud.Deployer(local);
        var options = new ClientSecretCredentialOptions { AuthorityHost = Target.AuthorityHost, DisableInstanceDiscovery = true };
        CloudHttp.Apply(options, Target);
        _credential = new ClientSecretCredential(deployer.TenantId, deployer.ClientId, deployer.ClientSecret, options);
    }

    public override DeploymentTarget Target { get; }

    public override TokenCredential Entra => _credential;

    public override TokenCredential Dataverse => _credential;

    public override string? Banner =>
        $"This is the local cloud ({(_cloud.IsHosted ? "in this process" : $"process {_cloud.Endpoints.ProcessId}")}, state in "
            + $"{_cloud.StateFile}{Options}): no real tenant is touched.";

    // The options of a running one are those that it was started with.
    private string Options => _optionsFile is null ? "" : _cloud.IsHosted ? $", options of {_optionsFile}" : $", not the options of {_optionsFile}";

    public static Task<LocalCloudSession> OpenAsync(
        ConnectorProject project, DeploymentEnvironment environment, ToolContext context, CancellationToken cancellationToken) =>
        OpenAsync(LocalCloudPlace.Of(project, environment), environment, context, cancellationToken);

    public static Task<LocalCloudSession> OpenAsync(
        string stateFile, DeploymentEnvironment environment, ToolContext context, CancellationToken cancellationToken) =>
        OpenAsync(new LocalCloudPlace(stateFile, environment.LocalCloudOptions), environment, context, cancellationToken);

    private static async Task<LocalCloudSession> OpenAsync(
        LocalCloudPlace place, DeploymentEnvironment environment, ToolContext context, CancellationToken cancellationToken)
    {
        var cloud = await LocalCloudConnection.OpenAsync(
            place.StateFile, isAttachable: false, context.Clock, cancellationToken, place.ReadOptions()).ConfigureAwait(false);
        return new LocalCloudSession(cloud, environment, place.OptionsFile);
    }

    public override async Task<PreparedApis> PrepareAsync(IReadOnlyList<DesiredState> states, CancellationToken cancellationToken)
    {
        var (prepared, assumed) = (new List<DesiredState>(), new List<AssumedApi>());
        foreach (var state in states)
        {
            if (state.Application is not { } application)
            {
                prepared.Add(state);
                continue;
            }

            var requests = application.Resources.Select(
                r => new ApiRequest(r.Resource, [.. r.Scopes.Count > 0 ? r.Scopes : r.OfDefinition])).ToList();
            var answers = await _cloud.PrepareApisAsync(_cloud.Environment(Target.Name).Name, requests, cancellationToken).ConfigureAwait(false);
            assumed.AddRange(answers.Where(a => a.IsAssumed).Select(a => new AssumedApi(a.Resource, a.Api!.ClientId, a.Api.Scopes)));
            var advice = answers.Where(a => a.Api is null).DistinctBy(a => a.Resource).ToDictionary(
                a => a.Resource, a => LocalCloudText.Advice(a, requests.First(r => r.Resource == a.Resource).Scopes));
            prepared.Add(state with { Application = application with { ResourceAdvice = advice } });
        }

        return new PreparedApis(prepared, [.. assumed.DistinctBy(a => a.Resource)]);
    }

    public override async Task<string?> ProveSignInAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        if (desired.Application is null)
        {
            return null;
        }

        var result = await _cloud.SignInAsync(
            _cloud.Environment(Target.Name).Name, desired.Row.Identity.RowId.ToString(), user: null,
            cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? LocalCloudText.Proof(result) : throw LocalCloudText.NotProved(result);
    }

    public override async Task<CallProof?> ProveCallAsync(ConnectorProject project, DesiredState desired, CancellationToken cancellationToken) =>
        project.Proof == ConnectorProof.Call || project.Api?.Assembly is not null
            ? await CallProof.TryAsync(
                _cloud, _cloud.Environment(Target.Name).Name, desired.Row.Identity.RowId.ToString(), project,
                cancellationToken).ConfigureAwait(false)
            : null;

    public override async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
