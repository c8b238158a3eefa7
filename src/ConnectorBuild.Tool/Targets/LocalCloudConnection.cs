using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Scripts;

namespace ConnectorBuild.Tool.Targets;

/// <summary>A local cloud that this process hosts, or that another one hosts on the same state file.</summary>
internal sealed class LocalCloudConnection : IAsyncDisposable
{
    // A publish to the local cloud takes seconds; one that waits longer than this for another has met something else.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LocalCloudServer? _server;

    private readonly ScriptProcesses? _scripts;

    private LocalCloudConnection(string stateFile, LocalCloudEndpoints endpoints, LocalCloudServer? server, ScriptProcesses? scripts)
    {
        _scripts = scripts;
        StateFile = stateFile;
        Endpoints = endpoints;
        _server = server;
    }

    /// <summary>The state file.</summary>
    public string StateFile { get; }

    /// <summary>How it is reached.</summary>
    public LocalCloudEndpoints Endpoints { get; }

    /// <summary>Whether this process hosts it.</summary>
    public bool IsHosted => _server is not null;

    /// <summary>Hosts the local cloud, or attaches to the one that runs on the state file.</summary>
    /// <exception cref="ConnectorException">CB9501 to CB9504.</exception>
    /// <param name="stateFile">The state file.</param>
    /// <param name="isAttachable">Whether other processes may attach to what this one hosts; those that may not wait in line.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <param name="behaviour">How the cloud behaves where this process hosts it; null for the defaults.</param>
    public static async Task<LocalCloudConnection> OpenAsync(
        string stateFile, bool isAttachable, TimeProvider clock, CancellationToken cancellationToken, LocalCloudOptions? behaviour = null)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                // Nothing is started before a script is called, so a host that is not used costs nothing.
                var scripts = new ScriptProcesses(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(stateFile))!, "scripts"));
                var options = (behaviour ?? new LocalCloudOptions()) with { StateFile = stateFile, Clock = clock, IsAttachable = isAttachable, Scripts = scripts };
                var server = await LocalCloudServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
                return new LocalCloudConnection(stateFile, server.Endpoints, server, scripts);
            }
            catch (LocalCloudRunningException e) when (e.Endpoints is { } endpoints)
            {
                return new LocalCloudConnection(stateFile, endpoints, server: null, scripts: null);
            }
            catch (LocalCloudRunningException) when (clock.GetElapsedTime(started) < Patience)
            {
                // Another publish hosts it for itself; it is a matter of seconds.
                await Task.Delay(TimeSpan.FromMilliseconds(250), clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>An environment by name.</summary>
    public LocalEnvironment Environment(string name) =>
        Endpoints.Environments.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase)) ?? Endpoints.Environments[0];

    /// <summary>The environment that a person names, or, named none, the one that there is no doubt of: <c>local</c>, or the only one.</summary>
    /// <exception cref="ConnectorException">CB9014: there is none of that name, or no name and several.</exception>
    public LocalEnvironment RequireEnvironment(string? name)
    {
        var all = Endpoints.Environments;
        return all.FirstOrDefault(e => string.Equals(e.Name, name ?? DeploymentEnvironment.LocalName, StringComparison.OrdinalIgnoreCase))
            ?? (name is null && all is [var only] ? only : throw new ConnectorException(new Diagnostic(
                DeploymentDiagnostics.EnvironmentMissing,
                $"{(name is null ? "No environment of the local cloud was chosen" : $"The local cloud has no environment '{name}'")}; "
                    + $"it has {string.Join(", ", all.Select(e => e.Name))}. Nothing was changed. Name one of these with --environment.")));
    }

    /// <summary>The deployment identity of an environment's tenant.</summary>
    public LocalIdentity Deployer(LocalEnvironment environment) =>
        Endpoints.Tenants.First(t => t.TenantId == environment.TenantId).Deployer;

    /// <summary>
    /// Has a user sign in through a connector: the maker where none is named, and a second user where the connector signs in on behalf of
    /// users.
    /// </summary>
    public Task<SignInResult> SignInAsync(
        string environment, string connector, string? user, CancellationToken cancellationToken) => _server is not null
        ? _server.SignInAsync(environment, connector, user, cancellationToken)
        : LocalCloudClient.SignInAsync(Endpoints, environment, connector, user, cancellationToken);

    /// <summary>The APIs that the tenants know.</summary>
    public Task<IReadOnlyList<LocalApi>> ApisAsync(CancellationToken cancellationToken) => _server is not null
        ? Task.FromResult(_server.Apis)
        : LocalCloudClient.ApisAsync(Endpoints, cancellationToken);

    /// <summary>Says whether an environment's tenant knows APIs, and makes those that it assumes.</summary>
    public Task<IReadOnlyList<ApiAnswer>> PrepareApisAsync(
        string environment, IReadOnlyList<ApiRequest> requests, CancellationToken cancellationToken) => _server is not null
        ? Task.FromResult(_server.PrepareApis(environment, requests))
        : LocalCloudClient.PrepareApisAsync(Endpoints, environment, requests, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        if (_scripts is not null)
        {
            await _scripts.DisposeAsync().ConfigureAwait(false);
        }
    }
}
