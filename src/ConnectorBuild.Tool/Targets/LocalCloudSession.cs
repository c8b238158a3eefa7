using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Calls;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Targets;

/// <summary>
/// The local cloud: hosted in this process for as long as the command runs, or attached to where another process hosts it on the same
/// state. Only its own deployment identity or one of its users signs in; a real credential of the machine never reaches it.
/// </summary>
internal sealed class LocalCloudSession : EnvironmentSession
{
    private readonly LocalCloudConnection _cloud;
    private readonly string? _optionsFile;
    private readonly string? _user;
    private readonly TokenCredential _credential;

    private LocalCloudSession(LocalCloudConnection cloud, DeploymentEnvironment environment, string? user, string? optionsFile)
    {
        _cloud = cloud;
        _user = user;
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
            PersonArguments = $"--user {LocalCloudPerson.Maker}",
        };
        _credential = user is null ? Deployer(local) : LocalCloudPerson.Credential(cloud, local, user, Target);
    }

    public override DeploymentTarget Target { get; }

    public override TokenCredential Entra => _credential;

    public override TokenCredential Dataverse => _credential;

    public override string? Banner =>
        $"This is the local cloud ({(_cloud.IsHosted ? "in this process" : $"process {_cloud.Endpoints.ProcessId}")}, state in "
            + $"{_cloud.StateFile}{Options}): no real tenant is touched.{(_user is null ? "" : $" Signed in as its user '{_user}'.")}";

    // The options of a running one are those that it was started with.
    private string Options => _optionsFile is null ? "" : _cloud.IsHosted ? $", options of {_optionsFile}" : $", not the options of {_optionsFile}";

    public static Task<LocalCloudSession> OpenAsync(
        ConnectorProject project, DeploymentEnvironment environment, string? user, ToolContext context, CancellationToken cancellationToken) =>
        OpenAsync(LocalCloudPlace.Of(project, environment), environment, user, context, cancellationToken);

    public static Task<LocalCloudSession> OpenAsync(
        string stateFile, DeploymentEnvironment environment, ToolContext context, CancellationToken cancellationToken) =>
        OpenAsync(new LocalCloudPlace(stateFile, environment.LocalCloudOptions), environment, user: null, context, cancellationToken);

    private static async Task<LocalCloudSession> OpenAsync(
        LocalCloudPlace place, DeploymentEnvironment environment, string? user, ToolContext context, CancellationToken cancellationToken)
    {
        var cloud = await LocalCloudConnection.OpenAsync(
            place.StateFile, isAttachable: false, context.Clock, cancellationToken, place.ReadOptions()).ConfigureAwait(false);
        try
        {
            return new LocalCloudSession(cloud, environment, user, place.OptionsFile);
        }
        catch
        {
            await cloud.DisposeAsync().ConfigureAwait(false);
            throw;
        }
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

    public override async Task<SignInProof?> TrySignInAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        if (desired.Application is null)
        {
            return null;
        }

        var result = await _cloud.SignInAsync(
            _cloud.Environment(Target.Name).Name, desired.Row.Identity.RowId.ToString(), user: null,
            cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? new SignInProof(LocalCloudText.Proof(result))
            : new SignInProof(LocalCloudText.Refused(result), LocalCloudText.NotProved(result));
    }

    public override async Task<CallProof?> ProveCallAsync(ConnectorProject project, DesiredState desired, CancellationToken cancellationToken) =>
        project.Proof == ConnectorProof.Call || project.Api?.Assembly is not null
            ? await CallProof.TryAsync(
                _cloud, _cloud.Environment(Target.Name).Name, desired.Row.Identity.RowId.ToString(), project,
                cancellationToken).ConfigureAwait(false)
            : null;

    private ClientSecretCredential Deployer(LocalEnvironment local)
    {
        var deployer = _cloud.Deployer(local);
        var options = new ClientSecretCredentialOptions { AuthorityHost = Target.AuthorityHost, DisableInstanceDiscovery = true };
        CloudHttp.Apply(options, Target);
        return new ClientSecretCredential(deployer.TenantId, deployer.ClientId, deployer.ClientSecret, options);
    }

    public override async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
