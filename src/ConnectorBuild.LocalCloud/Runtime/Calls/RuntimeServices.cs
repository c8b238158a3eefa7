using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>What calls connectors: the gateway, and what it uses.</summary>
internal sealed class RuntimeServices : IDisposable
{
    private readonly BackendClient _backend;

    public RuntimeServices(CloudState state, StateFile? file, Maker maker)
    {
        var options = state.Options.Runtime;
        var lookup = new ConnectorLookup(state);
        var tokens = new ConnectionTokens(state, maker);
        Hosts = new BackendHosts(state.Options);
        _backend = new BackendClient(options, Hosts);
        Connections = new ConnectionService(state, file, lookup, tokens, maker);
        var runner = new CallRunner(options, tokens, Connections, _backend, new ScriptCalls(options, Hosts, state.Options.Scripts));
        Gateway = new CallGateway(state, lookup, new RateLimit(options, state.Options.Clock), runner, Log);
    }

    /// <summary>The gateway.</summary>
    public CallGateway Gateway { get; }

    /// <summary>The makers' connections.</summary>
    public ConnectionService Connections { get; }

    /// <summary>The last calls.</summary>
    public CallLog Log { get; } = new();

    /// <summary>Which hosts calls may reach.</summary>
    public BackendHosts Hosts { get; }

    public void Dispose() => _backend.Dispose();
}
