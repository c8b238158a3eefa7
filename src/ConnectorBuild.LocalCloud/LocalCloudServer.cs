using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Dataverse.Solutions;
using ConnectorBuild.LocalCloud.Endpoints;
using ConnectorBuild.LocalCloud.Entra;
using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Hosting;
using ConnectorBuild.LocalCloud.Management;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.LocalCloud.Runtime.Calls;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.LocalCloud.Seeding;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.LocalCloud.State;
using Microsoft.AspNetCore.Builder;

namespace ConnectorBuild.LocalCloud;

/// <summary>
/// Entra, Microsoft Graph and Dataverse on loopback, as far as a deployment meets them. docs/local-cloud.md says what is modelled and on
/// what evidence.
/// </summary>
public sealed class LocalCloudServer : IAsyncDisposable
{
    private readonly CloudState _state;
    private readonly StateFile? _file;
    private readonly X509Certificate2 _certificate;
    private readonly SignInSessions _sessions = new();
    private readonly Maker _maker;
    private readonly TenantApis _apis;
    private readonly RuntimeServices _runtime;
    private WebApplication? _application;

    private LocalCloudServer(CloudState state, StateFile? file)
    {
        _state = state;
        _file = file;
        _certificate = TlsCertificate.Load(state.TlsCertificate);
        _maker = new Maker(state, _certificate);
        _apis = new TenantApis(state, file);
        _runtime = new RuntimeServices(state, file, _maker);
        Requests = new RequestLog(state.Options.RequestLogLimit);
        // A source of its own: drawing from the state's would take the state's lock inside the rules', which parts of a batch take the
        // other way round.
        Faults = new FaultRules(new IdSource(state.Options.Seed).NextDouble);
        foreach (var fault in state.Options.Faults)
        {
            Faults.Add(fault);
        }

        CertificatePem = _certificate.ExportCertificatePem();
        CertificateFile = _state.Options.StateFile is { } path
            ? StateFile.CertificatePath(Path.GetFullPath(path))
            : Path.Combine(Path.GetTempPath(), $"connectorbuild-local-cloud-{Guid.NewGuid():n}.pem");
    }

    /// <summary>The authority's address with a final slash, for example <c>https://localhost:41233/</c>.</summary>
    public string AuthorityHost => _state.AuthorityHost;

    /// <summary>Microsoft Graph's address without version and final slash.</summary>
    public string GraphUrl => _state.AuthorityHost.TrimEnd('/');

    /// <summary>The PEM file of the certificate that clients must trust. Without a state file it is temporary and goes with the server.</summary>
    public string CertificateFile { get; }

    /// <summary>The certificate itself, PEM.</summary>
    public string CertificatePem { get; }

    /// <summary>The tenants by name.</summary>
    public IReadOnlyDictionary<string, LocalTenant> Tenants { get; private set; } = new Dictionary<string, LocalTenant>();

    /// <summary>The Dataverse environments by name.</summary>
    public IReadOnlyDictionary<string, LocalEnvironment> Environments { get; private set; } = new Dictionary<string, LocalEnvironment>();

    /// <summary>The deployment identity of the first tenant.</summary>
    public LocalIdentity Deployer => Tenants[_state.Tenants.Keys.First()].Deployer;

    /// <summary>What was asked of the services, sign-ins of <see cref="SignInAsync(string, string, CancellationToken)"/> included.</summary>
    public RequestLog Requests { get; }

    /// <summary>Faults that strike requests. Settable from another process through <see cref="LocalCloudClient"/>.</summary>
    public FaultRules Faults { get; }

    /// <summary>Starts a local cloud on the loopback interface: on the ports of the options, else of the last run, else on free ones.</summary>
    /// <exception cref="LocalCloudRunningException">Another process hosts one on the same state file.</exception>
    /// <exception cref="ConnectorException">CB9502, CB9503 or CB9504: the state file cannot be used. CB9506: a port is taken.</exception>
    public static async Task<LocalCloudServer> StartAsync(LocalCloudOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = Create(options);
        try
        {
            await server.ListenAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Creates a connection the way a maker does: a browser follows the connector's sign-in, and the code is redeemed with the secret
    /// that its row holds.
    /// Over HTTPS, through this server's own endpoints.
    /// </summary>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id or row name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<SignInResult> SignInAsync(string environmentName, string connector, CancellationToken cancellationToken = default) =>
        SignInAsync(environmentName, connector, user: null, cancellationToken);

    /// <summary>The same for a user of the tenant.</summary>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id or row name.</param>
    /// <param name="user">The user's name; null for the maker and, for a connector that signs in on behalf of users, a second user.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<SignInResult> SignInAsync(string environmentName, string connector, string? user, CancellationToken cancellationToken = default) =>
        _maker.SignInAsync(_state.Environments[environmentName], connector, set: null, user, cancellationToken);

    /// <summary>The APIs that the tenants know: Microsoft's, declared, assumed and registered ones.</summary>
    public IReadOnlyList<LocalApi> Apis => [.. _state.Tenants.Values.SelectMany(_apis.List)];

    /// <summary>
    /// Says whether the tenant of an environment knows the APIs that a connector signs in to. An API that it does not know and that can
    /// be the author's own gets an app and a service principal with the permissions asked for, unless <see
    /// cref="LocalCloudOptions.UnknownApis"/> forbids it.
    /// </summary>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="requests">What a connector asks for.</param>
    /// <returns>An answer for each request, in order.</returns>
    public IReadOnlyList<ApiAnswer> PrepareApis(string environmentName, IReadOnlyList<ApiRequest> requests) =>
        _apis.Prepare(_state.Environments[environmentName].Tenant, requests);

    /// <summary>Makes a connection as a maker does; a sign-in happens at once.</summary>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id, row name or internal id.</param>
    /// <param name="request">What the maker fills in.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<ConnectionAnswer> ConnectAsync(
        string environmentName, string connector, ConnectionRequest request, CancellationToken cancellationToken = default) =>
        _runtime.Connections.MakeAsync(_state.Environments[environmentName], connector, request, cancellationToken);

    /// <summary>The makers' connections.</summary>
    public IReadOnlyList<MakerConnection> Connections => _runtime.Connections.List();

    /// <summary>Removes a connection; false where there is none.</summary>
    /// <param name="id">The connection's id.</param>
    public bool RemoveConnection(string id) => _runtime.Connections.Remove(id);

    /// <summary>What happened in one of the last hundred calls; null where it is not one of them.</summary>
    /// <param name="id">The answer's <c>x-ms-tracking-id</c>.</param>
    public CallTrace? FindCall(string id) => _runtime.Log.Find(id);

    /// <summary>Lets an address on this machine stand in for a host of connectors' definitions, until the process ends.</summary>
    /// <param name="host">The host, such as <c>orders.contoso.com</c>.</param>
    /// <param name="address">The address, such as <c>http://localhost:5080</c>; null goes back to what the options say.</param>
    public void StandIn(string host, string? address) => _runtime.Hosts.StandIn(host, address);

    /// <summary>Adds an app with a secret that works at once, for example one that lacks a permission.</summary>
    /// <param name="tenantName">The tenant's name.</param>
    /// <param name="displayName">The app's display name.</param>
    /// <param name="graphRoles">Application permissions of Microsoft Graph by name.</param>
    /// <param name="environmentNames">The environments in which it gets an application user.</param>
    public LocalIdentity AddIdentity(
        string tenantName, string displayName, IReadOnlyList<string> graphRoles, params IReadOnlyList<string> environmentNames)
    {
        ArgumentNullException.ThrowIfNull(environmentNames);
        lock (_state.Gate)
        {
            var identity = TenantSeed.AddIdentity(_state, _state.Tenants[tenantName], displayName, graphRoles);
            foreach (var name in environmentNames)
            {
                EnvironmentSeed.AddApplicationUser(_state, _state.Environments[name], identity.ClientId);
            }

            _file?.Save(_state);
            return identity;
        }
    }

    /// <summary>
    /// The client secret that a connector's row holds, out of sight of every client; null without one. For tests that check what was
    /// written.
    /// </summary>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connectorId">The connector's row id.</param>
    public string? FindConnectorSecret(string environmentName, string connectorId)
    {
        lock (_state.Gate)
        {
            ImportJob.Advance(_state);
            var row = Rows.Find(_state.Environments[environmentName], Tables.Connector, connectorId);
            return row is null ? null : ConnectorSignIn.Read(row)?.Secret;
        }
    }

    /// <summary>Adds a component of any type to an existing solution.</summary>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="component">The component.</param>
    /// <exception cref="ArgumentException">The environment has no such solution.</exception>
    public void AddComponent(string environmentName, LocalComponentOptions component) =>
        Change(environmentName, environment => ManagedRows.AddComponent(_state, environment, component));

    /// <summary>Gives a user a connection to a connector, so that the connector cannot be deleted.</summary>
    /// <param name="environmentName">The environment's name.</param>
    /// <param name="connector">The connector's row id or row name.</param>
    /// <exception cref="ArgumentException">The environment has no such connector.</exception>
    public void AddConnection(string environmentName, string connector) =>
        Change(environmentName, environment => ManagedRows.AddConnection(_state, environment, connector));

    /// <summary>Takes all connections to a connector away.</summary>
    /// <inheritdoc cref="AddConnection"/>
    public void RemoveConnections(string environmentName, string connector) =>
        Change(environmentName, environment => ManagedRows.RemoveConnections(environment, connector));

    private void Change(string environmentName, Action<DataverseEnvironment> change)
    {
        lock (_state.Gate)
        {
            ImportJob.Advance(_state);
            change(_state.Environments[environmentName]);
            _file?.Save(_state);
        }
    }

    /// <summary>Makes assertions of an issuer (GitHub, Azure Pipelines, …) checkable: their signature must be of this key.</summary>
    /// <param name="issuer">The <c>iss</c> of the assertions.</param>
    /// <param name="publicKeyPem">The public RSA key, PEM.</param>
    public void TrustIssuer(string issuer, string publicKeyPem)
    {
        var key = RSA.Create();
        key.ImportFromPem(publicKeyPem);
        lock (_state.Gate)
        {
            _sessions.Issuers[issuer] = key;
        }
    }

    /// <summary>Deletes a state file and the files beside it; there being none is fine.</summary>
    /// <exception cref="LocalCloudRunningException">A process hosts a local cloud on it.</exception>
    /// <exception cref="ConnectorException">CB9504: it cannot be deleted.</exception>
    public static void Delete(string stateFile)
    {
        using var file = StateFile.Claim(stateFile);
        file.Delete();
    }

    /// <summary>Copies a state file, readable by its owner only. Another local cloud can start from the copy.</summary>
    /// <exception cref="ConnectorException">CB9504: it cannot be copied.</exception>
    public static void Export(string stateFile, string destination) => StateFile.Copy(stateFile, destination);

    /// <summary>Stops listening and lets go of the state file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync(CancellationToken.None);
            await _application.DisposeAsync();
        }

        _runtime.Dispose();
        _maker.Dispose();
        if (_file is null)
        {
            File.Delete(CertificateFile);
        }

        _file?.Dispose();
        _certificate.Dispose();
        _state.SigningKeySource.Dispose();
    }

    private static LocalCloudServer Create(LocalCloudOptions options)
    {
        var file = options.StateFile is { } path ? StateFile.Claim(path) : null;
        try
        {
            var state = file?.Load(options, name => Tables.ByName(name).Key) ?? NewState(options);
            CloudSeed.AddMissing(state);
            return new LocalCloudServer(state, file);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    private static CloudState NewState(LocalCloudOptions options) => new()
    {
        Options = options,
        Ids = new IdSource(options.Seed),
        SigningKeySource = SigningKeySource.New(options.SigningKey),
        TlsCertificate = TlsCertificate.Create(),
    };

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var sockets = new List<Socket>();
        try
        {
            await ListenAsync(sockets, cancellationToken);
        }
        catch
        {
            sockets.ForEach(s => s.Dispose());
            throw;
        }
    }

    private async Task ListenAsync(List<Socket> sockets, CancellationToken cancellationToken)
    {
        var cloud = Loopback.Bind(_state.Options.Port, _state.Port, "the sign-in service and Microsoft Graph");
        _state.Port = Port(cloud);
        _state.AuthorityHost = $"https://localhost:{Port(cloud)}/";
        sockets.AddRange(cloud);
        var ports = new Dictionary<int, DataverseEnvironment>();
        foreach (var environment in _state.Environments.Values)
        {
            var bound = Loopback.Bind(environment.Options.Port, environment.Port, $"the environment '{environment.Name}'");
            sockets.AddRange(bound);
            environment.Port = Port(bound);
            environment.Url = $"https://localhost:{environment.Port}";
            ports[environment.Port] = environment;
        }

        Tenants = _state.Tenants.Values.ToDictionary(
            t => t.Name,
            t => new LocalTenant(t.Name, t.Id, t.Domain, t.Deployer) { Users = t.UserNames },
            StringComparer.OrdinalIgnoreCase);
        Environments = _state.Environments.Values.ToDictionary(
            e => e.Name,
            e => new LocalEnvironment(e.Name, e.Url, e.Tenant.Id, e.Id),
            StringComparer.OrdinalIgnoreCase);
        var services = new Services(_state, _sessions, Faults, ports);
        var gateway = new Gateway(
            _state, _file, Requests, Faults, services, new ManagementApi(_state, Requests, Faults, _apis, _runtime, SignInAsync, Change),
            _runtime.Gateway);
        _application = await WebServer.StartAsync(sockets, _certificate, gateway.HandleAsync, cancellationToken);
        await File.WriteAllTextAsync(CertificateFile, CertificatePem, cancellationToken);
        if (_file is not null)
        {
            _file.Save(_state);
            if (_state.Options.IsAttachable)
            {
                PrivateFile.Replace(StateFile.EndpointsPath(Path.GetFullPath(_state.Options.StateFile!)), Endpoints.ToJson());
            }
        }
    }

    /// <summary>How this one is reached; what another process finds beside the state file.</summary>
    public LocalCloudEndpoints Endpoints => new()
    {
        ProcessId = Environment.ProcessId,
        AuthorityHost = AuthorityHost,
        GraphUrl = GraphUrl,
        CertificateFile = CertificateFile,
        Tenants = [.. Tenants.Values],
        Environments = [.. Environments.Values],
    };

    private static int Port(IReadOnlyList<Socket> sockets) => ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
}
