using ConnectorBuild.LocalCloud;

namespace ConnectorBuild.Tool.Targets;

/// <summary>A local cloud that this process hosts, or that another one hosts on the same state file.</summary>
internal sealed class LocalCloudConnection : IAsyncDisposable
{
    private readonly LocalCloudServer? _server;

    private LocalCloudConnection(string stateFile, LocalCloudEndpoints endpoints, LocalCloudServer? server)
    {
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
    public static async Task<LocalCloudConnection> OpenAsync(string stateFile, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var server = await LocalCloudServer.StartAsync(new LocalCloudOptions { StateFile = stateFile, Clock = clock }, cancellationToken).ConfigureAwait(false);
            return new LocalCloudConnection(stateFile, server.Endpoints, server);
        }
        catch (LocalCloudRunningException e) when (e.Endpoints is { } endpoints)
        {
            return new LocalCloudConnection(stateFile, endpoints, server: null);
        }
    }

    /// <summary>An environment by name.</summary>
    public LocalEnvironment Environment(string name) =>
        Endpoints.Environments.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase)) ?? Endpoints.Environments[0];

    /// <summary>The deployment identity of an environment's tenant.</summary>
    public LocalIdentity Deployer(LocalEnvironment environment) =>
        Endpoints.Tenants.First(t => t.TenantId == environment.TenantId).Deployer;

    /// <summary>Has a maker sign in through a connector.</summary>
    public Task<SignInResult> SignInAsync(string environment, string connector, CancellationToken cancellationToken) => _server is not null
        ? _server.SignInAsync(environment, connector, cancellationToken)
        : LocalCloudClient.SignInAsync(Endpoints, environment, connector, cancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
